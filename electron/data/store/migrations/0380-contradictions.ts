import type { Migration } from './migration.ts';

/**
 * Sources that say different things of one key. A batch keeps the rule by which its rows were judged (null: the later batch holds, as
 * for all batches before this) and counts the rows it holds aside; such a row stands in its category's table closed by its own batch.
 * The batch table is made anew because its sum has one part more.
 */
export const contradictions: Migration = {
  number: 380,
  name: 'contradictions',
  sql: `
CREATE TABLE batch_with_held (
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
  sender TEXT NOT NULL DEFAULT '',
  held_count INTEGER NOT NULL DEFAULT 0,
  source_rule TEXT,
  CHECK (read_count = accepted_count + unchanged_count + superseded_count + held_count + rejected_count)
) STRICT;
INSERT INTO batch_with_held SELECT id, category, file_name, sha256, size, format, encoding, sheet, imported_at, imported_by, read_count, accepted_count,
  unchanged_count, superseded_count, rejected_count, duration_ms, state, undone_at, headers, mapping, sender, 0, NULL FROM batch;
DELETE FROM sqlite_sequence WHERE name = 'batch_with_held';
INSERT INTO sqlite_sequence (name, seq) SELECT 'batch_with_held', seq FROM sqlite_sequence WHERE name = 'batch';
DROP TABLE batch;
ALTER TABLE batch_with_held RENAME TO batch;
CREATE INDEX batch_by_category ON batch (category, id);
CREATE INDEX batch_by_hash ON batch (sha256, category);
CREATE INDEX batch_by_sender ON batch (category, sender, id);

CREATE TABLE contradiction (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  category TEXT NOT NULL,
  record_key TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'ruled', 'decided', 'agreed')),
  judged_by TEXT CHECK (judged_by IN ('newest', 'rank', 'hold', 'decision')),
  last_batch INTEGER NOT NULL REFERENCES batch (id),
  UNIQUE (category, record_key)
) STRICT;
CREATE INDEX contradiction_by_state ON contradiction (state, last_batch);

CREATE TABLE contradiction_row (
  category TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  contradiction_id INTEGER NOT NULL REFERENCES contradiction (id) ON DELETE CASCADE,
  held INTEGER NOT NULL CHECK (held IN (0, 1)),
  PRIMARY KEY (category, row_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contradiction_row_by_contradiction ON contradiction_row (contradiction_id, row_id);

CREATE TABLE contradiction_decision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  contradiction_id INTEGER NOT NULL REFERENCES contradiction (id),
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  sender TEXT NOT NULL,
  refused TEXT NOT NULL,
  batch_id INTEGER REFERENCES batch (id)
) STRICT;
CREATE INDEX contradiction_decision_by_contradiction ON contradiction_decision (contradiction_id, id);
`,
};
