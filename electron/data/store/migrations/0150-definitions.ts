import type { Migration } from './migration.ts';

/**
 * The one ledger of everything that decides how data is read, judged, counted or warned of. What the program ships is entered as it is first
 * seen; what the office makes goes through draft, submission and another account's review. A released version never changes.
 */
export const definitions: Migration = {
  number: 150,
  name: 'definitions',
  sql: `
    CREATE TABLE definition_version (
      seq INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('category', 'model', 'method', 'index', 'rule', 'board', 'quality')),
      id TEXT NOT NULL,
      version INTEGER NOT NULL CHECK (version > 0),
      hash TEXT NOT NULL CHECK (length(hash) = 64),
      body TEXT NOT NULL CHECK (json_valid(body)),
      origin TEXT NOT NULL CHECK (origin IN ('program', 'office')),
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
      CHECK (origin = 'office' OR state = 'released'),
      CHECK (origin = 'program' OR state = 'draft' OR submitted_at IS NOT NULL),
      CHECK (origin = 'program' OR state NOT IN ('released', 'returned') OR (reviewed_by IS NOT NULL AND reviewed_by <> created_by))
    ) STRICT;
    CREATE UNIQUE INDEX definition_office ON definition_version (kind, id, version) WHERE origin = 'office';
    CREATE TRIGGER definition_released_no_update BEFORE UPDATE ON definition_version WHEN OLD.state = 'released'
      BEGIN SELECT RAISE(ABORT, 'a released version never changes'); END;
    CREATE TRIGGER definition_released_no_delete BEFORE DELETE ON definition_version WHEN OLD.state IN ('released', 'submitted')
      BEGIN SELECT RAISE(ABORT, 'a released version never changes'); END;
    CREATE TRIGGER definition_submitted_no_edit BEFORE UPDATE OF body, hash, id, version, kind ON definition_version WHEN OLD.state = 'submitted' AND (OLD.body <> NEW.body OR OLD.hash <> NEW.hash OR OLD.id <> NEW.id OR OLD.version <> NEW.version OR OLD.kind <> NEW.kind)
      BEGIN SELECT RAISE(ABORT, 'a submitted version is reviewed as it is'); END;
    CREATE TRIGGER definition_no_way_around BEFORE INSERT ON definition_version WHEN NEW.origin = 'office' AND NEW.state <> 'draft'
      BEGIN SELECT RAISE(ABORT, 'a version begins as a draft'); END;
  `,
};
