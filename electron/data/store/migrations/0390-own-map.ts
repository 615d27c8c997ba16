import type { Migration } from './migration.ts';

/** The office's own map of towns and counties: at most one, replaced or taken away as a whole. */
export const ownMap: Migration = {
  number: 390,
  name: 'own-map',
  sql: `
    CREATE TABLE own_map (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      file_name TEXT NOT NULL,
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
      areas TEXT NOT NULL CHECK (json_valid(areas)),
      unmatched TEXT NOT NULL CHECK (json_valid(unmatched)),
      loaded_at TEXT NOT NULL,
      loaded_by TEXT NOT NULL
    ) STRICT;
  `,
};
