import type { Migration } from './migration.ts';

/** The follow-up review (后评估) of a decided case. Closed, it keeps what the data showed on that day and never changes. */
export const reviews: Migration = {
  number: 235,
  name: 'reviews',
  sql: `
CREATE TABLE case_review (
  assessment_id TEXT PRIMARY KEY REFERENCES assessment (id),
  unit TEXT NOT NULL,
  verdicts TEXT NOT NULL,
  conclusion TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  saved_by TEXT NOT NULL,
  facts TEXT,
  hash TEXT,
  CHECK ((facts IS NULL) = (hash IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER review_after_decision BEFORE INSERT ON case_review
  WHEN (SELECT state FROM assessment WHERE id = NEW.assessment_id) <> 'decided'
  BEGIN SELECT RAISE(ABORT, 'a case is reviewed after its decision'); END;
CREATE TRIGGER closed_review_no_update BEFORE UPDATE ON case_review WHEN OLD.hash IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a closed review never changes'); END;
CREATE TRIGGER closed_review_no_delete BEFORE DELETE ON case_review WHEN OLD.hash IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a closed review never changes'); END;
`,
};
