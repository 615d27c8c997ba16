/** Wrong use: the message goes to stderr and the exit status is 2. */
export class UsageError extends Error {}

export const USAGE = `Usage: npm run -s cli -- COMMAND ...

  init --db FILE                                   make a store; prints the administrator's one-time password
  catalogue                                        the systems and categories with fields and accepted headers
  sample --out DIR [--rows N] [--seed S]           write synthetic, marked sample batches
  import --db FILE PATH... [--category ID] [--dry-run] [--sheet NAME] [--sender NAME]
                                                   take in files, folders, zips and batch packages; prints the ledger of each
  check FILE [--key PUBLIC.pem]                    hold a table or a batch package against the catalogue; no store
  keys --db FILE | keys add --db FILE --system ID --name NAME --key PUBLIC.pem | keys withdraw --db FILE KEY
                                                   the keys that batch packages are signed with
  undo --db FILE BATCH                             take a batch back
  score FILE                                       calculate (wpq@1, db32-4013@1, wc@1, ahp); no store
  stability --db FILE --month YYYY-MM [--level town|department|county]
                                                   compute the index of a month; prints it with its contributions
  export --db FILE --kind assessment|portfolio|rejects [--id ID] [--language zh|en] --out FILE.xlsx
  export --db FILE --kind stability [--month YYYY-MM] [--level town|department|county] [--language zh|en] --out FILE.xlsx
  audit verify --db FILE | audit verify --from FILE
  audit export --db FILE --out FILE.ndjson
  backup --db FILE --out FILE                      a verified copy (and its key file)
  restore --from FILE --db FILE                    a verified copy back to a new place

JSON on stdout, messages on stderr; exit status 0 done, 1 the work failed, 2 wrong use.
`;
