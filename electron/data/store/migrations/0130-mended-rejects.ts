import type { Migration } from './migration.ts';

/**
 * Which rejected rows were mended and sent in again, and in which file. A reject counts as mended while a batch that holds this very file
 * stands: so a failed import leaves it open, and taking the batch back opens it again, without anything to keep in step.
 */
export const mendedRejects: Migration = {
  number: 130,
  name: 'mended-rejects',
  sql: `
    CREATE TABLE reject_mend (
      reject_id INTEGER NOT NULL REFERENCES reject (id),
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
      row_no INTEGER NOT NULL CHECK (row_no > 1),
      mended_at TEXT NOT NULL,
      mended_by TEXT NOT NULL,
      PRIMARY KEY (reject_id, sha256)
    ) STRICT, WITHOUT ROWID;
  `,
};
