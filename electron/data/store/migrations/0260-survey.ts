import type { Migration } from './migration.ts';

/** Counted questionnaires of a case. The answers of single persons are not kept: counts by group, and the hash of the file they came from. */
export const survey: Migration = {
  number: 260,
  name: 'survey',
  sql: `
    CREATE TABLE survey (
      id TEXT PRIMARY KEY,
      assessment_id TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
      title TEXT NOT NULL,
      rule_id TEXT NOT NULL,
      rules_version INTEGER NOT NULL,
      population INTEGER CHECK (population > 0),
      file_name TEXT NOT NULL,
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
      tally TEXT NOT NULL CHECK (json_valid(tally)),
      added_at TEXT NOT NULL,
      added_by TEXT NOT NULL,
      UNIQUE (assessment_id, sha256)
    ) STRICT;
    CREATE TRIGGER survey_no_update BEFORE UPDATE ON survey BEGIN SELECT RAISE(ABORT, 'a counted survey never changes'); END;
    CREATE TRIGGER survey_no_insert BEFORE INSERT ON survey WHEN (SELECT state FROM assessment WHERE id = NEW.assessment_id) = 'decided'
      BEGIN SELECT RAISE(ABORT, 'a frozen assessment never changes'); END;
    CREATE TRIGGER survey_no_delete BEFORE DELETE ON survey WHEN (SELECT state FROM assessment WHERE id = OLD.assessment_id) = 'decided'
      BEGIN SELECT RAISE(ABORT, 'a frozen assessment never changes'); END;
  `,
};
