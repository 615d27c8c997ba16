/**
 * Every failure a user can meet, once. The comment says whose fault it is and what the user can do;
 * the sentence itself stands in renderer/src/i18n under `errors.<CODE>` in both languages.
 */
export const ERROR_CODES = [
  // --- program and store
  'BUG', // ours: logged with a correlation id, the user is asked to report it
  'BAD_INPUT', // the caller's: the input did not fit the contract
  'UNKNOWN_PROCEDURE', // the caller's: no such procedure
  'NOT_FOUND', // the thing was removed or never was
  'CONFLICT', // it changed meanwhile, or its state does not allow this
  'CANCELLED', // the user's own wish; shown as a fact, not as a fault
  'DATA_PROCESS_LOST', // ours: the data process ended; what was committed is safe, the call may be repeated
  'STORE_NOT_FOUND', // no file at that path
  'STORE_NOT_OURS', // a SQLite file of another program
  'STORE_FROM_FUTURE', // made by a newer version: update the program
  'STORE_CORRUPT', // integrity check failed: restore a backup
  'STORE_KEY_MISSING', // the key file beside the store is missing or belongs to another store
  'STORE_EXISTS', // init would overwrite a store
  'STORE_BUSY', // another program holds the store
  'DISK_FULL', // free space, then repeat
  'STORE_READONLY', // the folder cannot be written
  'RESOURCE_INVALID', // a descriptor, model or method file is wrong: file, path and reason are in the details
  // --- access
  'NOT_SIGNED_IN',
  'NOT_PERMITTED',
  'BAD_CREDENTIALS',
  'ACCOUNT_LOCKED',
  'ACCOUNT_DISABLED',
  'PASSWORD_WEAK',
  'ALREADY_SET_UP',
  'SAME_PERSON', // four-eyes rule: submitter and approver must be two accounts
  // --- files and intake
  'FILE_NOT_GRANTED', // the renderer named a file the user did not choose
  'FILE_NOT_FOUND',
  'FILE_UNREADABLE', // locked or no permission
  'FILE_EMPTY',
  'FILE_NOT_A_TABLE', // a picture, a renamed .doc, a PDF ...
  'FILE_OLD_WORD', // a renamed Word document
  'FILE_PASSWORD', // encrypted workbook
  'FILE_CORRUPT', // damaged zip or workbook
  'FILE_TOO_LARGE', // a zip bomb, a sheet beyond the limits, an old workbook too large to be held in memory
  'FILE_NO_HEADER', // no header of any category recognised
  'FILE_CHANGED', // it changed while it was read
  'FILE_ENCODING', // bytes that fit no supported encoding
  'FILE_UNCLOSED_QUOTE', // a quotation mark in a CSV that nothing closes: the row is in the details
  'ARCHIVE_NO_TABLE', // a zip with nothing in it that could be a table
  'PACKAGE_MANIFEST', // the manifest of a batch package cannot be read: the reason is in the details
  'PACKAGE_FILES', // the package and its manifest do not name the same files: the file is in the details
  'PACKAGE_HASH', // a file of a package is not the one that was sent
  'PACKAGE_ROWS', // a file of a package has another number of rows than stated
  'PACKAGE_SIGNATURE', // a package of a system with kept keys is not signed by one of them
  'KEY_INVALID', // not an Ed25519 public key
  'KEY_KNOWN', // the key is or was kept already: its name is in the details
  'MAPPING_INCOMPLETE', // a required field has no column
  'BATCH_NOT_UNDOABLE',
  'DOCUMENT_SIZE', // a file to attach is empty or too large: the limit in MB is in the details
  // --- assessment and methods
  'METHOD_UNKNOWN',
  'METHOD_OTHER_KIND', // the case is scored otherwise than what was asked needs: no p and q to spread, no weights to compare
  'MODEL_UNKNOWN',
  'NO_FACTOR',
  'DUPLICATE_FACTOR',
  'WEIGHT_SUM',
  'WEIGHT_RANGE',
  'VALUE_RANGE', // p or q outside 0..1
  'NOT_A_NUMBER',
  'BALLOT_INCOMPLETE', // an expert hands in a ballot with values missing or unusable: score them
  'PANEL_TOO_FEW', // too few ballots to close a round: wait for more or import them
  'WORKBOOK_NOT_BALLOT', // not a scoring workbook of this round, or its layout was changed: export it anew
  'NOT_JUDGED', // the level of what was entered is not known yet: score every factor first
  'TOO_FINE', // more decimals than a run can hold exactly: enter fewer
  'RANGE_MISSES_VALUE', // a range that does not hold the entered value: widen it or correct the value
  'ITEM_MISSING',
  'ITEM_UNKNOWN',
  'POINTS_NOT_ALLOWED',
  'MATRIX_NOT_SQUARE',
  'MATRIX_NOT_POSITIVE',
  'MATRIX_NOT_RECIPROCAL',
  'MATRIX_SIZE',
  'CHECKS_FAILED', // submission blocked: the failing checks are in the details
  'DISSENT_OPEN', // a dissent has no answer yet: the deciding side answers before it decides
  'ASSESSMENT_DUE', // a matter that must be assessed cannot be decided before it is
  'FROZEN', // an approved assessment never changes
  'REASON_REQUIRED',
  'NAME_TAKEN', // the name of a version belongs to the program, or a draft under it is open
  'FILE_NOT_MAP', // no GeoJSON of areas in degrees, too large, or of no place of the city
  'FILE_NOT_DEFINITION', // no file of one version, or its content is not what its hash says
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];
