import type { Migration } from './migration.ts';

/** Which case a case was copied from to revise it. The original keeps its own tables, and its own triggers. */
export const revisions: Migration = {
  number: 170,
  name: 'revisions',
  sql: `
    CREATE TABLE revision (
      assessment_id TEXT PRIMARY KEY REFERENCES assessment (id) ON DELETE CASCADE,
      revises TEXT NOT NULL REFERENCES assessment (id),
      CHECK (assessment_id <> revises)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX revision_of ON revision (revises);
    CREATE TRIGGER revision_no_update BEFORE UPDATE ON revision BEGIN SELECT RAISE(ABORT, 'a revision stays of what it was made of'); END;
  `,
};
