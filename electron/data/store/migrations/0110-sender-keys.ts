import type { Migration } from './migration.ts';

/**
 * Public keys of the systems that sign their batch packages. A key is added and withdrawn, never changed or removed: a package
 * taken in long ago can still be held against the key that vouched for it.
 */
export const senderKeys: Migration = {
  number: 110,
  name: 'sender-keys',
  sql: `
CREATE TABLE sender_key (
  id TEXT PRIMARY KEY,
  system TEXT NOT NULL,
  name TEXT NOT NULL CHECK (length(name) > 0),
  pem TEXT NOT NULL,
  added_at TEXT NOT NULL,
  added_by TEXT NOT NULL,
  withdrawn_at TEXT,
  withdrawn_by TEXT,
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX sender_key_by_system ON sender_key (system);

CREATE TRIGGER sender_key_no_delete BEFORE DELETE ON sender_key BEGIN SELECT RAISE(ABORT, 'a sender key is withdrawn, not removed'); END;
CREATE TRIGGER sender_key_only_withdrawn BEFORE UPDATE ON sender_key
WHEN OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL OR NEW.id <> OLD.id OR NEW.system <> OLD.system OR NEW.name <> OLD.name OR NEW.pem <> OLD.pem
  OR NEW.added_at <> OLD.added_at OR NEW.added_by <> OLD.added_by
BEGIN SELECT RAISE(ABORT, 'a sender key never changes'); END;
`,
};
