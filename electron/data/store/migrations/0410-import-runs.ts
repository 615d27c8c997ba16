import type { Migration } from './migration.ts';

/**
 * Imports that were begun and have not ended: the row goes with the batch's own commit, or when the import failed or was cancelled.
 * What is left when the program starts was interrupted.
 */
export const importRuns: Migration = {
  number: 410,
  name: 'import-runs',
  sql: `
    CREATE TABLE import_run (
      id TEXT NOT NULL PRIMARY KEY,
      path TEXT NOT NULL,
      size INTEGER NOT NULL CHECK (size >= 0),
      modified_at TEXT NOT NULL,
      category TEXT NOT NULL,
      sheet TEXT,
      sender TEXT NOT NULL,
      mapping TEXT NOT NULL CHECK (json_valid(mapping)),
      started_at TEXT NOT NULL,
      started_by TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
