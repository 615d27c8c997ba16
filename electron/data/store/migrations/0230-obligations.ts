import type { Migration } from './migration.ts';

const frozen = (table: string): string =>
  ['UPDATE', 'DELETE'].map((event) => `CREATE TRIGGER ${table}_no_${event.toLowerCase()} BEFORE ${event} ON ${table} BEGIN SELECT RAISE(ABORT, 'the ledger of matters is only added to'); END;`).join('\n');

/**
 * The ledger of matters that must be assessed: those entered by hand, and what was entered about each matter. Projects and the published list
 * are not copied here; where a matter stands is derived. The last trigger is the last guard of the rule that nothing is decided unassessed:
 * exempt by the latest entry, or a decided case of the project or of the latest link.
 */
export const obligations: Migration = {
  number: 230,
  name: 'obligations',
  sql: `
CREATE TABLE obligation_matter (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL CHECK (title <> ''),
  unit TEXT NOT NULL,
  decision_type TEXT NOT NULL,
  year INTEGER NOT NULL,
  basis TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE obligation_mark (
  key TEXT NOT NULL,
  position INTEGER NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('link', 'unlink', 'exempt', 'claim', 'decide')),
  proposal_id TEXT,
  reason_id TEXT,
  text TEXT NOT NULL,
  decided_on TEXT,
  CHECK ((proposal_id IS NULL) = (action <> 'link')),
  CHECK ((reason_id IS NULL) = (action <> 'exempt')),
  CHECK ((decided_on IS NULL) = (action <> 'decide')),
  PRIMARY KEY (key, position)
) STRICT, WITHOUT ROWID;

${frozen('obligation_matter')}
${frozen('obligation_mark')}
CREATE TRIGGER obligation_not_decided_unassessed BEFORE INSERT ON obligation_mark
  WHEN NEW.action = 'decide'
    AND coalesce((SELECT action FROM obligation_mark WHERE key = NEW.key AND action IN ('exempt', 'claim') ORDER BY position DESC LIMIT 1), 'claim') = 'claim'
    AND NOT EXISTS (
      SELECT 1 FROM assessment a JOIN proposal p ON p.id = a.proposal_id
      WHERE a.state = 'decided' AND (
        'project:' || p.project_code = NEW.key
        OR p.id = (SELECT proposal_id FROM obligation_mark WHERE key = NEW.key AND action IN ('link', 'unlink') ORDER BY position DESC LIMIT 1)))
  BEGIN SELECT RAISE(ABORT, 'a matter that must be assessed is not decided before it is'); END;
`,
};
