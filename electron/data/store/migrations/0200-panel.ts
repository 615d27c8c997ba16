import type { Migration } from './migration.ts';

/**
 * The panel of a case. What was chosen before the first round stays; a ballot that was handed in never changes and never goes, not even
 * with its matter. Also the role of an expert: a check of a column can only be widened by making the table anew.
 */
export const panel: Migration = {
  number: 200,
  name: 'panel',
  sql: `
CREATE TABLE account_wider (
  id TEXT PRIMARY KEY,
  username TEXT NOT NULL UNIQUE COLLATE NOCASE,
  display_name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('admin', 'it', 'evaluator', 'expert', 'manager', 'auditor')),
  password_hash TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'disabled')),
  failed_count INTEGER NOT NULL DEFAULT 0,
  locked_until TEXT,
  must_change INTEGER NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1)),
  created_at TEXT NOT NULL,
  last_sign_in_at TEXT
) STRICT;
INSERT INTO account_wider SELECT id, username, display_name, role, password_hash, state, failed_count, locked_until, must_change, created_at, last_sign_in_at FROM account;
DROP TABLE account;
ALTER TABLE account_wider RENAME TO account;

CREATE TABLE panel (
  assessment_id TEXT PRIMARY KEY REFERENCES assessment (id) ON DELETE CASCADE,
  settings TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE panel_member (
  assessment_id TEXT NOT NULL REFERENCES panel (assessment_id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  position INTEGER NOT NULL,
  account_id TEXT,
  name TEXT NOT NULL CHECK (name <> ''),
  PRIMARY KEY (assessment_id, id),
  UNIQUE (assessment_id, account_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX panel_member_by_account ON panel_member (account_id);

CREATE TABLE panel_round (
  assessment_id TEXT NOT NULL REFERENCES panel (assessment_id) ON DELETE CASCADE,
  round INTEGER NOT NULL CHECK (round > 0),
  factors TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  opened_by TEXT NOT NULL,
  closed_at TEXT,
  closed_by TEXT,
  PRIMARY KEY (assessment_id, round)
) STRICT, WITHOUT ROWID;

CREATE TABLE panel_ballot (
  assessment_id TEXT NOT NULL,
  round INTEGER NOT NULL,
  member_id TEXT NOT NULL,
  scores TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  submitted_at TEXT,
  source TEXT NOT NULL CHECK (source IN ('account', 'workbook')),
  file_hash TEXT,
  PRIMARY KEY (assessment_id, round, member_id),
  FOREIGN KEY (assessment_id, round) REFERENCES panel_round (assessment_id, round) ON DELETE CASCADE,
  FOREIGN KEY (assessment_id, member_id) REFERENCES panel_member (assessment_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TRIGGER panel_no_update BEFORE UPDATE ON panel WHEN EXISTS (SELECT 1 FROM panel_round WHERE assessment_id = OLD.assessment_id)
  BEGIN SELECT RAISE(ABORT, 'a panel stays as it was at its first round'); END;
${(['INSERT', 'UPDATE'] as const).map((event) => `CREATE TRIGGER panel_member_no_${event.toLowerCase()} BEFORE ${event} ON panel_member WHEN EXISTS (SELECT 1 FROM panel_round WHERE assessment_id = NEW.assessment_id)
  BEGIN SELECT RAISE(ABORT, 'a panel stays as it was at its first round'); END;`).join('\n')}
CREATE TRIGGER panel_member_no_delete BEFORE DELETE ON panel_member WHEN EXISTS (SELECT 1 FROM panel_ballot WHERE assessment_id = OLD.assessment_id AND member_id = OLD.id AND submitted_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'a ballot is kept for ever'); END;
CREATE TRIGGER panel_round_no_update BEFORE UPDATE ON panel_round WHEN OLD.closed_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a closed round never changes'); END;
CREATE TRIGGER panel_round_no_delete BEFORE DELETE ON panel_round WHEN EXISTS (SELECT 1 FROM panel_ballot WHERE assessment_id = OLD.assessment_id AND round = OLD.round AND submitted_at IS NOT NULL)
  BEGIN SELECT RAISE(ABORT, 'a ballot is kept for ever'); END;
CREATE TRIGGER panel_ballot_no_update BEFORE UPDATE ON panel_ballot WHEN OLD.submitted_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a ballot is kept for ever'); END;
CREATE TRIGGER panel_ballot_no_delete BEFORE DELETE ON panel_ballot WHEN OLD.submitted_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a ballot is kept for ever'); END;
CREATE TRIGGER panel_ballot_open BEFORE INSERT ON panel_ballot WHEN (SELECT closed_at FROM panel_round WHERE assessment_id = NEW.assessment_id AND round = NEW.round) IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'a closed round never changes'); END;
`,
};
