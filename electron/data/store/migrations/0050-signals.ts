import type { Migration } from './migration.ts';

/**
 * Signals and their follow-up. The text of every rule version that ever raised one is kept; a signal stands once for a rule version,
 * a subject and a window; its steps only grow, and an ended one never changes.
 */
export const signals: Migration = {
  number: 50,
  name: 'signals',
  sql: `
CREATE TABLE signal_rule (
  rule_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  hash TEXT NOT NULL,
  content TEXT NOT NULL,
  first_used_at TEXT NOT NULL,
  PRIMARY KEY (rule_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE signal_switch (
  rule_id TEXT PRIMARY KEY,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  reason TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE signal_progress (
  rule_id TEXT PRIMARY KEY,
  hash TEXT NOT NULL,
  seen_batch INTEGER NOT NULL,
  undone_count INTEGER NOT NULL,
  as_of TEXT NOT NULL,
  evaluated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE signal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  rule_id TEXT NOT NULL,
  rule_version INTEGER NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('red', 'orange', 'yellow', 'blue')),
  subject_kind TEXT NOT NULL,
  subject_key TEXT NOT NULL,
  subject_value TEXT,
  label TEXT,
  town TEXT,
  county TEXT,
  window_key TEXT NOT NULL,
  window_from TEXT NOT NULL,
  window_to TEXT NOT NULL,
  figure TEXT NOT NULL,
  base TEXT,
  records INTEGER NOT NULL,
  seen_batch INTEGER NOT NULL,
  as_of TEXT NOT NULL,
  supported INTEGER NOT NULL CHECK (supported IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('raised', 'dispatched', 'received', 'handled', 'closed', 'falseAlarm')),
  owner TEXT NOT NULL,
  due_on TEXT NOT NULL,
  raised_at TEXT NOT NULL,
  dispatched_at TEXT,
  received_at TEXT,
  handled_at TEXT,
  ended_at TEXT,
  revision INTEGER NOT NULL,
  FOREIGN KEY (rule_id, rule_version) REFERENCES signal_rule (rule_id, version),
  UNIQUE (rule_id, rule_version, subject_key, window_key),
  CHECK ((ended_at IS NOT NULL) = (state IN ('closed', 'falseAlarm')))
) STRICT;
CREATE INDEX signal_by_state ON signal (state, due_on);
CREATE INDEX signal_by_rule ON signal (rule_id, window_to);
CREATE INDEX signal_by_subject ON signal (subject_kind, subject_key);
CREATE INDEX signal_by_town ON signal (town, state);

CREATE TABLE signal_step (
  signal_id INTEGER NOT NULL REFERENCES signal (id),
  position INTEGER NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  step TEXT NOT NULL,
  state TEXT NOT NULL,
  text TEXT NOT NULL,
  owner TEXT NOT NULL,
  due_on TEXT,
  figure TEXT,
  audit_seq INTEGER NOT NULL,
  PRIMARY KEY (signal_id, position)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER signal_rule_no_update BEFORE UPDATE ON signal_rule BEGIN SELECT RAISE(ABORT, 'a rule version never changes'); END;
CREATE TRIGGER signal_rule_no_delete BEFORE DELETE ON signal_rule BEGIN SELECT RAISE(ABORT, 'a rule version never changes'); END;
CREATE TRIGGER signal_no_delete BEFORE DELETE ON signal BEGIN SELECT RAISE(ABORT, 'a signal is never removed'); END;
CREATE TRIGGER signal_ended_no_update BEFORE UPDATE ON signal WHEN OLD.state IN ('closed', 'falseAlarm') BEGIN SELECT RAISE(ABORT, 'an ended signal never changes'); END;
CREATE TRIGGER signal_step_no_update BEFORE UPDATE ON signal_step BEGIN SELECT RAISE(ABORT, 'the steps of a signal only grow'); END;
CREATE TRIGGER signal_step_no_delete BEFORE DELETE ON signal_step BEGIN SELECT RAISE(ABORT, 'the steps of a signal only grow'); END;
`,
};
