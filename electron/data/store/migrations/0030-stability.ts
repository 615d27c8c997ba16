import type { Migration } from './migration.ts';

/**
 * Figures that indices ask of the categories, by query and month, with the batch up to which they are known; and the runs of the
 * indices. A published run never changes, nor what it was computed from.
 */
export const stability: Migration = {
  number: 30,
  name: 'stability',
  sql: `
CREATE TABLE figure_query (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  seen_batch INTEGER NOT NULL,
  undone_count INTEGER NOT NULL
) STRICT;
CREATE TABLE figure_month (
  query_id INTEGER NOT NULL REFERENCES figure_query (id) ON DELETE CASCADE,
  month TEXT NOT NULL,
  cells TEXT NOT NULL,
  PRIMARY KEY (query_id, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE stability_run (
  id TEXT PRIMARY KEY,
  subject TEXT NOT NULL CHECK (subject IN ('town', 'department')),
  month TEXT NOT NULL,
  definition_ref TEXT NOT NULL,
  definition_hash TEXT NOT NULL,
  definition TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('computed', 'returned', 'reviewed', 'published')),
  result_hash TEXT NOT NULL,
  input_hash TEXT NOT NULL,
  last_batch INTEGER NOT NULL,
  undone_count INTEGER NOT NULL,
  header TEXT NOT NULL,
  inputs BLOB NOT NULL,
  computed_at TEXT NOT NULL,
  computed_by TEXT NOT NULL,
  reviewed_at TEXT,
  reviewed_by TEXT,
  review_note TEXT NOT NULL,
  published_at TEXT,
  published_by TEXT,
  CHECK (reviewed_by IS NULL OR reviewed_by <> computed_by),
  CHECK (state <> 'published' OR (reviewed_by IS NOT NULL AND published_by IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX stability_run_published ON stability_run (subject, month) WHERE state = 'published';
CREATE UNIQUE INDEX stability_run_open ON stability_run (subject, month) WHERE state <> 'published';

CREATE TABLE stability_place (
  run_id TEXT NOT NULL REFERENCES stability_run (id) ON DELETE CASCADE,
  level TEXT NOT NULL,
  place TEXT NOT NULL,
  position INTEGER NOT NULL,
  ranking TEXT NOT NULL,
  detail TEXT NOT NULL,
  trend TEXT NOT NULL,
  PRIMARY KEY (run_id, level, place)
) STRICT;

CREATE TRIGGER stability_run_no_update BEFORE UPDATE ON stability_run WHEN OLD.state = 'published'
  BEGIN SELECT RAISE(ABORT, 'a published index never changes'); END;
CREATE TRIGGER stability_run_no_delete BEFORE DELETE ON stability_run WHEN OLD.state = 'published'
  BEGIN SELECT RAISE(ABORT, 'a published index never changes'); END;
CREATE TRIGGER stability_place_no_insert BEFORE INSERT ON stability_place WHEN (SELECT state FROM stability_run WHERE id = NEW.run_id) = 'published'
  BEGIN SELECT RAISE(ABORT, 'a published index never changes'); END;
CREATE TRIGGER stability_place_no_update BEFORE UPDATE ON stability_place WHEN (SELECT state FROM stability_run WHERE id = OLD.run_id) = 'published'
  BEGIN SELECT RAISE(ABORT, 'a published index never changes'); END;
CREATE TRIGGER stability_place_no_delete BEFORE DELETE ON stability_place WHEN (SELECT state FROM stability_run WHERE id = OLD.run_id) = 'published'
  BEGIN SELECT RAISE(ABORT, 'a published index never changes'); END;
`,
};
