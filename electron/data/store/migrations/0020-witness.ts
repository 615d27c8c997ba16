import type { Migration } from './migration.ts';

/**
 * Which batches brought a row again without any change. The row stays with the batch that brought it first; when that one
 * is taken back, the row goes over to the earliest witness instead of disappearing. Keyed by batch, so that loading only appends.
 */
export const witness: Migration = {
  number: 20,
  name: 'witness',
  sql: `
CREATE TABLE witness (
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  row_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  PRIMARY KEY (batch_id, row_id)
) STRICT, WITHOUT ROWID;
`,
};
