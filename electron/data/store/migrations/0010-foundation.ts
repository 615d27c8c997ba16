import type { Migration } from './migration.ts';

/** The fixed tables. Category tables are not here: they are generated from the catalogue when a store is opened. */
export const foundation: Migration = {
  number: 10,
  name: 'foundation',
  sql: `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE account (
  id TEXT PRIMARY KEY,
  username TEXT NOT NULL UNIQUE COLLATE NOCASE,
  display_name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('admin', 'it', 'evaluator', 'manager', 'auditor')),
  password_hash TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'disabled')),
  failed_count INTEGER NOT NULL DEFAULT 0,
  locked_until TEXT,
  must_change INTEGER NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1)),
  created_at TEXT NOT NULL,
  last_sign_in_at TEXT
) STRICT;

CREATE TABLE batch (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  category TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  format TEXT NOT NULL,
  encoding TEXT,
  sheet TEXT,
  imported_at TEXT NOT NULL,
  imported_by TEXT NOT NULL,
  read_count INTEGER NOT NULL,
  accepted_count INTEGER NOT NULL,
  unchanged_count INTEGER NOT NULL,
  superseded_count INTEGER NOT NULL,
  rejected_count INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('committed', 'undone')),
  undone_at TEXT,
  headers TEXT NOT NULL,
  mapping TEXT NOT NULL,
  CHECK (read_count = accepted_count + unchanged_count + superseded_count + rejected_count)
) STRICT;
CREATE INDEX batch_by_category ON batch (category, id);
CREATE INDEX batch_by_hash ON batch (sha256, category);

CREATE TABLE reject (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  row_no INTEGER NOT NULL,
  cells TEXT NOT NULL,
  reasons TEXT NOT NULL
) STRICT;
CREATE INDEX reject_by_batch ON reject (batch_id, row_no);
CREATE TABLE reject_reason (
  reject_id INTEGER NOT NULL REFERENCES reject (id),
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  code TEXT NOT NULL,
  field TEXT NOT NULL
) STRICT;
CREATE INDEX reject_reason_by_batch ON reject_reason (batch_id, code, field, reject_id);
CREATE INDEX reject_reason_by_reject ON reject_reason (reject_id);

CREATE TABLE header_mapping (
  category TEXT NOT NULL,
  header TEXT NOT NULL,
  field TEXT NOT NULL,
  unit TEXT,
  PRIMARY KEY (category, header)
) STRICT, WITHOUT ROWID;

CREATE TABLE category_entry (
  category TEXT PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  descriptor_hash TEXT NOT NULL,
  descriptor TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE monthly (
  category TEXT NOT NULL,
  month TEXT NOT NULL,
  town TEXT NOT NULL,
  department TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  PRIMARY KEY (category, month, town, department)
) STRICT, WITHOUT ROWID;

CREATE TABLE proposal (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  decision_type TEXT NOT NULL,
  responsible_unit TEXT NOT NULL,
  decision_on TEXT,
  start_on TEXT,
  end_on TEXT,
  description TEXT NOT NULL,
  project_code TEXT,
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX proposal_by_update ON proposal (updated_at);
CREATE TABLE proposal_place (
  proposal_id TEXT NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  place TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (proposal_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE assessment (
  id TEXT PRIMARY KEY,
  proposal_id TEXT NOT NULL UNIQUE REFERENCES proposal (id) ON DELETE CASCADE,
  model_id TEXT NOT NULL,
  model_version INTEGER NOT NULL,
  model_hash TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'decided')),
  revision INTEGER NOT NULL,
  weight_mode TEXT NOT NULL CHECK (weight_mode IN ('equal', 'entered')),
  context_initial TEXT NOT NULL,
  context_residual TEXT NOT NULL,
  conclusion_code TEXT,
  conclusion_text TEXT NOT NULL,
  initial_level TEXT,
  residual_level TEXT,
  submitted_by TEXT,
  submitted_at TEXT,
  returned_reasons TEXT,
  decision_code TEXT,
  decision_reasons TEXT NOT NULL,
  decided_by TEXT,
  decided_at TEXT,
  snapshot_hash TEXT,
  CHECK (decided_by IS NULL OR decided_by <> submitted_by)
) STRICT;
CREATE INDEX assessment_by_state ON assessment (state);

CREATE TABLE assessment_factor (
  assessment_id TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
  factor_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'identified', 'excluded')),
  excluded_reason TEXT NOT NULL,
  stages TEXT NOT NULL,
  weight TEXT,
  p TEXT,
  q TEXT,
  residual_p TEXT,
  residual_q TEXT,
  note TEXT NOT NULL,
  PRIMARY KEY (assessment_id, factor_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE measure (
  id TEXT PRIMARY KEY,
  assessment_id TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  owner TEXT NOT NULL,
  assistant TEXT NOT NULL,
  deadline TEXT,
  control_point TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX measure_by_assessment ON measure (assessment_id, position);
CREATE TABLE measure_factor (
  measure_id TEXT NOT NULL REFERENCES measure (id) ON DELETE CASCADE,
  factor_id TEXT NOT NULL,
  PRIMARY KEY (measure_id, factor_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE assessment_snapshot (
  assessment_id TEXT PRIMARY KEY REFERENCES assessment (id),
  content TEXT NOT NULL,
  hash TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE library (
  kind TEXT NOT NULL CHECK (kind IN ('model', 'method')),
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  hash TEXT NOT NULL,
  content TEXT NOT NULL,
  first_used_at TEXT NOT NULL,
  PRIMARY KEY (kind, id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  details TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX audit_by_subject ON audit (subject, seq);
CREATE TABLE audit_head (id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit chain cannot be changed'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit chain cannot be changed'); END;
CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head BEGIN SELECT RAISE(ABORT, 'the audit chain cannot be changed'); END;
CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head WHEN NEW.seq <> OLD.seq + 1 BEGIN SELECT RAISE(ABORT, 'the audit chain only grows'); END;

CREATE TRIGGER snapshot_no_update BEFORE UPDATE ON assessment_snapshot BEGIN SELECT RAISE(ABORT, 'a frozen assessment never changes'); END;
CREATE TRIGGER snapshot_no_delete BEFORE DELETE ON assessment_snapshot BEGIN SELECT RAISE(ABORT, 'a frozen assessment never changes'); END;
CREATE TRIGGER decided_no_update BEFORE UPDATE ON assessment WHEN OLD.state = 'decided' BEGIN SELECT RAISE(ABORT, 'a frozen assessment never changes'); END;
CREATE TRIGGER decided_no_delete BEFORE DELETE ON assessment WHEN OLD.state = 'decided' BEGIN SELECT RAISE(ABORT, 'a frozen assessment never changes'); END;
CREATE TRIGGER decided_factor_no_update BEFORE UPDATE ON assessment_factor
  WHEN (SELECT state FROM assessment WHERE id = OLD.assessment_id) = 'decided' BEGIN SELECT RAISE(ABORT, 'a frozen assessment never changes'); END;
CREATE TRIGGER decided_measure_no_update BEFORE UPDATE ON measure
  WHEN (SELECT state FROM assessment WHERE id = OLD.assessment_id) = 'decided' BEGIN SELECT RAISE(ABORT, 'a frozen assessment never changes'); END;
CREATE TRIGGER decided_measure_no_delete BEFORE DELETE ON measure
  WHEN (SELECT state FROM assessment WHERE id = OLD.assessment_id) = 'decided' BEGIN SELECT RAISE(ABORT, 'a frozen assessment never changes'); END;
`,
};
