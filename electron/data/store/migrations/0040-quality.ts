import type { Migration } from './migration.ts';

/**
 * Runs of the quality rules with what each rule found, and the profile of each category with the state of the store that it
 * was computed from. A finding keeps the first row ids only: enough to open, never as many as the category has rows.
 */
export const quality: Migration = {
  number: 40,
  name: 'quality',
  sql: `
CREATE TABLE quality_run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  started_at TEXT NOT NULL,
  started_by TEXT NOT NULL,
  duration_ms INTEGER NOT NULL,
  rules_version INTEGER NOT NULL,
  rules_hash TEXT NOT NULL,
  state_key TEXT NOT NULL,
  last_batch INTEGER NOT NULL,
  rule_count INTEGER NOT NULL,
  failing_count INTEGER NOT NULL,
  found_count INTEGER NOT NULL
) STRICT;

CREATE TABLE quality_finding (
  run_id INTEGER NOT NULL REFERENCES quality_run (id),
  rule_id TEXT NOT NULL,
  category TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('high', 'medium', 'low')),
  checked INTEGER NOT NULL,
  found INTEGER NOT NULL,
  skipped TEXT CHECK (skipped IN ('noRows')),
  row_ids TEXT NOT NULL,
  places TEXT NOT NULL,
  PRIMARY KEY (run_id, rule_id)
) STRICT;
CREATE INDEX quality_finding_by_rule ON quality_finding (rule_id, run_id);

CREATE TABLE category_profile (
  category TEXT PRIMARY KEY,
  state_key TEXT NOT NULL,
  computed_at TEXT NOT NULL,
  content TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
