import type { Migration } from './migration.ts';

/**
 * The ledger of definitions takes in all that an office may change (procedures, calendars, obligation and survey rules, settings), keeps
 * which texts each version of the program brought, and knows files that were changed on disk since: they wait for a review like anything
 * else. The table is made anew, because SQLite cannot change a CHECK.
 */
export const ledgerGate: Migration = {
  number: 370,
  name: 'ledger-gate',
  sql: `
    CREATE TABLE definition_program (
      program_version TEXT PRIMARY KEY,
      entered_at TEXT NOT NULL,
      brought TEXT NOT NULL CHECK (json_valid(brought))
    ) STRICT;
    CREATE TRIGGER definition_program_no_update BEFORE UPDATE ON definition_program
      BEGIN SELECT RAISE(ABORT, 'what a program brought never changes'); END;
    CREATE TRIGGER definition_program_no_delete BEFORE DELETE ON definition_program
      BEGIN SELECT RAISE(ABORT, 'what a program brought never changes'); END;

    CREATE TABLE definition_entered (
      seq INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('category', 'model', 'method', 'index', 'rule', 'board', 'quality', 'procedure', 'calendar', 'obligation', 'survey', 'setting')),
      id TEXT NOT NULL,
      version INTEGER NOT NULL CHECK (version > 0),
      hash TEXT NOT NULL CHECK (length(hash) = 64),
      body TEXT NOT NULL CHECK (json_valid(body)),
      origin TEXT NOT NULL CHECK (origin IN ('program', 'file', 'office')),
      state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'released')),
      based_on TEXT,
      note TEXT NOT NULL DEFAULT '',
      created_by TEXT NOT NULL,
      created_at TEXT NOT NULL,
      submitted_at TEXT,
      reviewed_by TEXT,
      reviewed_at TEXT,
      review_note TEXT NOT NULL DEFAULT '',
      program_version TEXT NOT NULL,
      revision INTEGER NOT NULL DEFAULT 0,
      UNIQUE (kind, id, version, hash),
      CHECK (origin <> 'program' OR state = 'released'),
      CHECK (origin = 'program' OR state = 'draft' OR submitted_at IS NOT NULL),
      CHECK (origin = 'program' OR state NOT IN ('released', 'returned') OR (reviewed_by IS NOT NULL AND reviewed_by <> created_by))
    ) STRICT;
    INSERT INTO definition_entered SELECT seq, kind, id, version, hash, body, origin, state, based_on, note, created_by, created_at, submitted_at, reviewed_by, reviewed_at, review_note,
      program_version, revision FROM definition_version ORDER BY seq;
    DROP TABLE definition_version;
    ALTER TABLE definition_entered RENAME TO definition_version;
    CREATE UNIQUE INDEX definition_office ON definition_version (kind, id, version) WHERE origin = 'office';
    CREATE TRIGGER definition_released_no_update BEFORE UPDATE ON definition_version WHEN OLD.state = 'released'
      BEGIN SELECT RAISE(ABORT, 'a released version never changes'); END;
    CREATE TRIGGER definition_released_no_delete BEFORE DELETE ON definition_version WHEN OLD.state IN ('released', 'submitted')
      BEGIN SELECT RAISE(ABORT, 'a released version never changes'); END;
    CREATE TRIGGER definition_submitted_no_edit BEFORE UPDATE OF body, hash, id, version, kind ON definition_version WHEN OLD.state = 'submitted' AND (OLD.body <> NEW.body OR OLD.hash <> NEW.hash OR OLD.id <> NEW.id OR OLD.version <> NEW.version OR OLD.kind <> NEW.kind)
      BEGIN SELECT RAISE(ABORT, 'a submitted version is reviewed as it is'); END;
    CREATE TRIGGER definition_file_no_edit BEFORE UPDATE OF body, hash, id, version, kind, origin ON definition_version WHEN OLD.origin <> NEW.origin OR OLD.origin = 'file' AND (OLD.body <> NEW.body OR OLD.hash <> NEW.hash OR OLD.id <> NEW.id OR OLD.version <> NEW.version OR OLD.kind <> NEW.kind)
      BEGIN SELECT RAISE(ABORT, 'a changed file is reviewed as it is'); END;
    CREATE TRIGGER definition_no_way_around BEFORE INSERT ON definition_version WHEN (NEW.origin = 'office' AND NEW.state <> 'draft') OR (NEW.origin = 'file' AND NEW.state <> 'submitted')
      BEGIN SELECT RAISE(ABORT, 'a version begins as a draft'); END;
  `,
};
