import type { Migration } from './migration.ts';

const frozen = (table: string): string =>
  ['UPDATE', 'DELETE'].map((event) => `CREATE TRIGGER ${table}_no_${event.toLowerCase()} BEFORE ${event} ON ${table} BEGIN SELECT RAISE(ABORT, 'a step of a follow-up never changes'); END;`).join('\n');

/**
 * What was done about the measures of decided cases: steps that are only ever added, with the files that prove them.
 * Where a measure stands is derived from its steps. Proofs share the kept contents of 0210.
 */
export const followUp: Migration = {
  number: 220,
  name: 'follow-up',
  sql: `
CREATE TABLE measure_step (
  id TEXT PRIMARY KEY,
  measure_id TEXT NOT NULL REFERENCES measure (id),
  position INTEGER NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('plan', 'report', 'finish', 'reopen')),
  text TEXT NOT NULL,
  owner TEXT,
  due_on TEXT,
  remind_on TEXT,
  done_on TEXT,
  CHECK ((owner IS NULL) = (action <> 'plan')),
  CHECK ((done_on IS NULL) = (action <> 'finish')),
  UNIQUE (measure_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE measure_proof (
  id TEXT PRIMARY KEY,
  step_id TEXT NOT NULL REFERENCES measure_step (id),
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL REFERENCES case_document_content (sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX measure_proof_by_step ON measure_proof (step_id);
CREATE INDEX measure_proof_by_content ON measure_proof (sha256);

CREATE TRIGGER measure_step_after_decision BEFORE INSERT ON measure_step
  WHEN (SELECT a.state FROM measure m JOIN assessment a ON a.id = m.assessment_id WHERE m.id = NEW.measure_id) <> 'decided'
  BEGIN SELECT RAISE(ABORT, 'a measure is followed up after the decision'); END;
${frozen('measure_step')}
${frozen('measure_proof')}

DROP TRIGGER case_document_content_unused;
CREATE TRIGGER case_document_content_unused AFTER DELETE ON case_document
  WHEN NOT EXISTS (SELECT 1 FROM case_document WHERE sha256 = OLD.sha256) AND NOT EXISTS (SELECT 1 FROM measure_proof WHERE sha256 = OLD.sha256)
  BEGIN DELETE FROM case_document_content WHERE sha256 = OLD.sha256; END;
`,
};
