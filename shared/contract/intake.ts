import { z } from 'zod';
import { batchId, categoryId, empty, fileToken, paging, type BatchId, type FileToken, type Page, type TaskId } from './common.ts';
import { procedure, type Done } from './procedure.ts';

/** What a table is read from, by its bytes. */
export const TABLE_FORMATS = ['csv', 'xlsx', 'xls', 'ods', 'json', 'ndjson'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];
/** What a batch came from: a table, or the decision of a contradiction. */
export const BATCH_FORMATS = [...TABLE_FORMATS, 'decision'] as const;
export type BatchFormat = (typeof BATCH_FORMATS)[number];

/** One column of a file and the field it feeds; `field` null = left out. */
export const mappedColumn = z.strictObject({
  index: z.int().min(0),
  header: z.string(),
  field: z.string().nullable(),
  /** Unit stated in the header, when it differs from the field's (元 / 万元). */
  unit: z.string().nullable(),
});
export type MappedColumn = z.infer<typeof mappedColumn>;

export interface SuggestedColumn extends MappedColumn {
  readonly source: 'name' | 'synonym' | 'remembered' | 'none';
}

export interface FileInspection {
  readonly fileName: string;
  readonly size: number;
  readonly format: TableFormat;
  /** Of text: 'UTF-8', 'UTF-8 BOM', 'GB18030', 'UTF-16LE', 'UTF-16BE'; delimiter as a character. */
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  readonly headers: readonly string[];
  /** Row number of the header (its last line, when it has two), and the texts of the rows above it, which are no data. */
  readonly headerRow: number;
  readonly headerLines: 1 | 2;
  readonly above: readonly string[];
  /** First data rows as text, at most 20. */
  readonly preview: readonly (readonly string[])[];
  /** Best first; score 0..1 = share of the file's headers recognised, weighted with keys found. */
  readonly guesses: readonly { readonly category: string; readonly score: number; readonly matched: number; readonly keyFound: boolean }[];
  readonly category: string;
  /** '' when nobody is named; the senders known in this category, the latest first. */
  readonly sender: string;
  readonly senders: readonly string[];
  /** Against the sender's batches so far; null for one without any in this category. */
  readonly headerChanges: { readonly added: readonly string[]; readonly gone: readonly string[] } | null;
  readonly mapping: readonly SuggestedColumn[];
  /** Required fields of the category without a column. */
  readonly missing: readonly string[];
  /** The batch that already holds exactly this file (same SHA-256), if any. */
  readonly alreadyImported: { readonly batchId: BatchId; readonly at: string } | null;
}

export interface RejectReasonView {
  /** i18n key under rejects.<code>, filled with params. */
  readonly code: string;
  readonly field: string | null;
  /** Column of the file, 0-based; null when the reason is about the row. */
  readonly column: number | null;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface RejectRow {
  /** Row number in the file as a spreadsheet counts it (the header is row 1). */
  readonly rowNo: number;
  /** Original cells; those of personal fields masked. */
  readonly cells: readonly string[];
  readonly reasons: readonly RejectReasonView[];
}

/** A rejected row as it is kept with its batch. */
export interface StoredReject extends RejectRow {
  readonly id: number;
  /** Columns whose cells are shown masked. */
  readonly masked: readonly number[];
  /** The standing batch that brought it in mended; null while it is open. */
  readonly mendedBy: BatchId | null;
}

/** What was found of a row after it was mended; no reason = it can be imported. */
export interface MendedRow {
  readonly id: number;
  readonly reasons: readonly RejectReasonView[];
}

/** The ledger of one import: read = accepted + unchanged + superseded + held + rejected, always. */
export interface ImportCounts {
  readonly read: number;
  /** New keys. */
  readonly accepted: number;
  /** Same key, same content: nothing stored. */
  readonly unchanged: number;
  /** Known key with new content: the older version is closed. */
  readonly superseded: number;
  /** Known key with new content, but another source holds: kept aside, see sources.contradictions. */
  readonly held: number;
  readonly rejected: number;
}

export interface ImportReport extends ImportCounts {
  /** Null for a dry run, and when the same file is already in. */
  readonly batchId: BatchId | null;
  readonly dryRun: boolean;
  readonly category: string;
  readonly fileName: string;
  readonly seconds: number;
  readonly reasons: readonly { readonly code: string; readonly field: string | null; readonly count: number }[];
  /** First rejected rows, at most 100, so that a dry run can be read too. */
  readonly rejects: readonly RejectRow[];
  readonly headers: readonly string[];
}

/** `unknownKey`: signed, but no key of its system is kept, so that the signature proves nothing. */
export type PackageSignature = 'valid' | 'unsigned' | 'unknownKey';

/** A batch package as its manifest describes it. */
export interface PackageView {
  readonly system: string;
  /** 2026, 2026-Q3 or 2026-10. */
  readonly period: string;
  readonly sender: string | null;
  readonly createdAt: string | null;
  /** Of the manifest, hex. */
  readonly sha256: string;
  readonly signature: PackageSignature;
  /** Name of the kept key. */
  readonly signedBy: string | null;
}

/** The tables of an archive, each of them a file that can be inspected and imported like any other. */
export interface ArchiveReport {
  readonly name: string;
  /** Null for an archive without a manifest. */
  readonly package: PackageView | null;
  /** `path` in the archive; category, rows and sheet as the manifest states them. */
  readonly files: readonly { readonly token: FileToken; readonly name: string; readonly path: string; readonly category: string | null; readonly rows: number | null; readonly sheet: string | null }[];
  readonly leftOut: readonly string[];
}

/** A public key by which packages of a system are signed. */
export interface SenderKeyView {
  /** SHA-256 of the key, hex. */
  readonly id: string;
  readonly system: string;
  readonly name: string;
  readonly addedAt: string;
  readonly addedBy: string;
  /** Null while it is in force. */
  readonly withdrawnAt: string | null;
  readonly withdrawnBy: string | null;
}

/** An import that was under way when the program ended; nothing of its file is in the store. */
export interface InterruptedImport {
  readonly id: string;
  readonly fileName: string;
  readonly category: string;
  readonly sender: string;
  readonly startedAt: string;
  readonly startedBy: string;
  /** Whether the file stands where it stood, as it was. */
  readonly file: 'same' | 'changed' | 'gone';
}

/** An interrupted import given back to the window: the file, and how it was to be read. */
export interface ResumedImport {
  readonly file: { readonly token: FileToken; readonly name: string };
  readonly category: string;
  readonly sheet: string | null;
  readonly sender: string;
  readonly mapping: readonly MappedColumn[];
}

export interface UndoReport {
  readonly batchId: BatchId;
  readonly removed: number;
  readonly restored: number;
}

export interface BatchView extends ImportCounts {
  readonly id: BatchId;
  readonly sender: string;
  readonly category: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly size: number;
  readonly format: BatchFormat;
  readonly encoding: string | null;
  readonly importedAt: string;
  readonly importedBy: string;
  readonly seconds: number;
  readonly state: 'committed' | 'undone';
  readonly undoneAt: string | null;
}

/** Who sent the file; '' for nobody in particular. */
const sender = z.string().trim().max(100).default('');

const runInput = z.strictObject({
  file: fileToken,
  category: categoryId,
  mapping: z.array(mappedColumn),
  sheet: z.string().nullable().default(null),
  sender,
  rememberMapping: z.boolean().default(true),
});

/** Rejected rows of one batch by their ids, each with its new cells by column; what is not named stays as it was. */
const mendInput = z.strictObject({
  id: batchId,
  rows: z.array(z.strictObject({ id: z.int().positive(), cells: z.array(z.strictObject({ column: z.int().min(0), text: z.string().max(32_767) })).min(1) })).min(1).max(100),
});
export type MendInput = z.infer<typeof mendInput>;

export const intakeContract = {
  'intake.inspect': procedure<FileInspection>()({
    input: z.strictObject({ file: fileToken, category: categoryId.optional(), sheet: z.string().optional(), sender: sender.unwrap().optional() }),
    access: 'intake.run',
  }),
  /** Unpacks a zip, and checks it first when it is a batch package; the report is the task's result. */
  'intake.openArchive': procedure<{ taskId: TaskId }>()({ input: z.strictObject({ file: fileToken }), access: 'intake.run' }),
  'intake.senderKeys': procedure<readonly SenderKeyView[]>()({ input: empty, access: 'intake.read' }),
  'intake.addSenderKey': procedure<{ id: string }>()({ input: z.strictObject({ system: z.string().max(20), name: z.string().trim().min(1).max(100), pem: z.string().max(4000) }), access: 'senderKeys.manage' }),
  'intake.withdrawSenderKey': procedure<Done>()({ input: z.strictObject({ id: z.string().max(64) }), access: 'senderKeys.manage' }),
  /** Both start a task and return at once; the report is the task's result. */
  'intake.dryRun': procedure<{ taskId: TaskId }>()({ input: runInput, access: 'intake.run' }),
  'intake.run': procedure<{ taskId: TaskId }>()({ input: runInput, access: 'intake.run' }),
  'intake.batches': procedure<Page<BatchView>>()({ input: z.strictObject({ category: categoryId.optional(), openRejects: z.boolean().optional(), ...paging }), access: 'intake.read' }),
  'intake.interrupted': procedure<readonly InterruptedImport[]>()({ input: empty, access: 'intake.run' }),
  'intake.resume': procedure<ResumedImport>()({ input: z.strictObject({ id: z.string().max(64) }), access: 'intake.run' }),
  'intake.dismiss': procedure<Done>()({ input: z.strictObject({ id: z.string().max(64) }), access: 'intake.run' }),
  'intake.batch': procedure<BatchView>()({ input: z.strictObject({ id: batchId }), access: 'intake.read' }),
  'intake.rejects': procedure<Page<StoredReject> & { headers: readonly string[]; byReason: ImportReport['reasons'] }>()({
    input: z.strictObject({ id: batchId, code: z.string().optional(), openOnly: z.boolean().default(false), ...paging }),
    access: 'intake.read',
  }),
  /** Rejected rows that no standing batch brought in mended, over all standing batches. */
  'intake.openRejects': procedure<{ batches: number; rows: number }>()({ input: empty, access: 'intake.read' }),
  /** XLSX with the original cells and the reasons beside them, ready to be mended and imported again. */
  'intake.exportRejects': procedure<{ path: string; rows: number }>()({ input: z.strictObject({ id: batchId, save: fileToken }), access: 'intake.run' }),
  /** The rows with the new cells put in, held against the same checks as a file. Nothing is kept. */
  'intake.checkMended': procedure<readonly MendedRow[]>()({ input: mendInput, access: 'intake.run' }),
  /** Imports those of the rows that pass, as a batch of their own. */
  'intake.importMended': procedure<{ taskId: TaskId }>()({ input: mendInput, access: 'intake.run' }),
  /** What taking the batch back would remove and bring back. */
  'intake.undoPreview': procedure<UndoReport>()({ input: z.strictObject({ id: batchId }), access: 'intake.run' }),
  'intake.undo': procedure<{ taskId: TaskId }>()({ input: z.strictObject({ id: batchId }), access: 'intake.run' }),
};
