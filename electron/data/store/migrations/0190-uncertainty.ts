import type { Migration } from './migration.ts';

/** Runs of the uncertainty of a case. A run never changes; it goes only with its matter, and none comes or goes once the case is decided. */
export const uncertainty: Migration = {
  number: 190,
  name: 'uncertainty',
  sql: `
CREATE TABLE uncertainty_run (
  id TEXT PRIMARY KEY,
  assessment_id TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  input TEXT NOT NULL,
  input_hash TEXT NOT NULL,
  settings TEXT NOT NULL,
  seed INTEGER NOT NULL,
  draws INTEGER NOT NULL CHECK (draws >= 100000),
  result TEXT NOT NULL,
  result_hash TEXT NOT NULL,
  ran_at TEXT NOT NULL,
  ran_by TEXT NOT NULL,
  UNIQUE (assessment_id, position)
) STRICT;

CREATE TRIGGER uncertainty_run_no_update BEFORE UPDATE ON uncertainty_run BEGIN SELECT RAISE(ABORT, 'a run never changes'); END;
CREATE TRIGGER uncertainty_run_no_insert BEFORE INSERT ON uncertainty_run WHEN (SELECT state FROM assessment WHERE id = NEW.assessment_id) = 'decided'
  BEGIN SELECT RAISE(ABORT, 'a frozen assessment never changes'); END;
CREATE TRIGGER uncertainty_run_no_delete BEFORE DELETE ON uncertainty_run WHEN (SELECT state FROM assessment WHERE id = OLD.assessment_id) = 'decided'
  BEGIN SELECT RAISE(ABORT, 'a frozen assessment never changes'); END;
`,
};
