import type { Migration } from './migration.ts';

const decided = (assessment: string): string => `(SELECT state FROM assessment WHERE id = ${assessment}) = 'decided'`;

const guard = (name: string, event: string, table: string, when: string): string =>
  `CREATE TRIGGER ${name} BEFORE ${event} ON ${table} WHEN ${when} BEGIN SELECT RAISE(ABORT, 'a frozen assessment never changes'); END;`;

/**
 * The prescribed procedure of a case, what was recorded of its steps, and their documents. The text of every version that was ever chosen is kept.
 * A decision freezes the choice and the steps before it with their documents; the steps after it are recorded while it is carried out.
 * The bytes of a document stand under their SHA-256, once however often it is attached, so that a backup holds them too.
 */
export const legalProcedure: Migration = {
  number: 210,
  name: 'legal-procedure',
  sql: `
CREATE TABLE legal_procedure (
  procedure_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  hash TEXT NOT NULL,
  content TEXT NOT NULL,
  first_used_at TEXT NOT NULL,
  PRIMARY KEY (procedure_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE case_procedure (
  assessment_id TEXT PRIMARY KEY REFERENCES assessment (id) ON DELETE CASCADE,
  procedure_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  chosen_at TEXT NOT NULL,
  chosen_by TEXT NOT NULL,
  FOREIGN KEY (procedure_id, version) REFERENCES legal_procedure (procedure_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE case_step (
  assessment_id TEXT NOT NULL REFERENCES case_procedure (assessment_id) ON DELETE CASCADE,
  step_id TEXT NOT NULL,
  phase TEXT NOT NULL CHECK (phase IN ('before', 'after')),
  owner TEXT NOT NULL,
  due_on TEXT,
  started_on TEXT,
  finished_on TEXT CHECK (finished_on >= started_on),
  skipped_reason TEXT NOT NULL,
  shortened_reason TEXT NOT NULL,
  note TEXT NOT NULL,
  documents TEXT NOT NULL,
  PRIMARY KEY (assessment_id, step_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE case_document_content (
  sha256 TEXT PRIMARY KEY,
  content BLOB NOT NULL
) STRICT;

CREATE TABLE case_document (
  id TEXT PRIMARY KEY,
  assessment_id TEXT NOT NULL REFERENCES case_procedure (assessment_id) ON DELETE CASCADE,
  step_id TEXT NOT NULL,
  phase TEXT NOT NULL CHECK (phase IN ('before', 'after')),
  document_id TEXT NOT NULL,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL REFERENCES case_document_content (sha256),
  added_at TEXT NOT NULL,
  added_by TEXT NOT NULL,
  UNIQUE (assessment_id, step_id, document_id, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_document_by_content ON case_document (sha256);

CREATE TRIGGER case_document_no_update BEFORE UPDATE ON case_document BEGIN SELECT RAISE(ABORT, 'an attached document never changes'); END;
CREATE TRIGGER case_document_content_no_update BEFORE UPDATE ON case_document_content BEGIN SELECT RAISE(ABORT, 'an attached document never changes'); END;
-- With the last case that holds it, a document's content goes, too.
CREATE TRIGGER case_document_content_unused AFTER DELETE ON case_document
  WHEN NOT EXISTS (SELECT 1 FROM case_document WHERE sha256 = OLD.sha256)
  BEGIN DELETE FROM case_document_content WHERE sha256 = OLD.sha256; END;
CREATE TRIGGER legal_procedure_no_update BEFORE UPDATE ON legal_procedure BEGIN SELECT RAISE(ABORT, 'a version of a procedure never changes'); END;
CREATE TRIGGER legal_procedure_no_delete BEFORE DELETE ON legal_procedure BEGIN SELECT RAISE(ABORT, 'a version of a procedure never changes'); END;
${[
  guard('decided_procedure_no_insert', 'INSERT', 'case_procedure', decided('NEW.assessment_id')),
  guard('decided_procedure_no_update', 'UPDATE', 'case_procedure', decided('OLD.assessment_id')),
  guard('decided_procedure_no_delete', 'DELETE', 'case_procedure', decided('OLD.assessment_id')),
  guard('decided_step_no_insert', 'INSERT', 'case_step', `NEW.phase = 'before' AND ${decided('NEW.assessment_id')}`),
  guard('decided_step_no_update', 'UPDATE', 'case_step', `'before' IN (OLD.phase, NEW.phase) AND ${decided('OLD.assessment_id')}`),
  guard('decided_step_no_delete', 'DELETE', 'case_step', decided('OLD.assessment_id')),
  guard('decided_document_no_insert', 'INSERT', 'case_document', `NEW.phase = 'before' AND ${decided('NEW.assessment_id')}`),
  guard('decided_document_no_delete', 'DELETE', 'case_document', `OLD.phase = 'before' AND ${decided('OLD.assessment_id')}`),
].join('\n')}
`,
};
