import type { Migration } from './migration.ts';

const frozen = (table: string): string =>
  ['UPDATE', 'DELETE'].map((event) => `CREATE TRIGGER ${table}_no_${event.toLowerCase()} BEFORE ${event} ON ${table} BEGIN SELECT RAISE(ABORT, 'a dissent is only added to'); END;`).join('\n');

/**
 * Dissenting opinions on a case, by name, and what was said to them: rows that are only ever added, before and after the decision.
 * The last trigger is the last guard of the rule that nothing is decided over a dissent without an answer.
 */
export const dissents: Migration = {
  number: 350,
  name: 'dissents',
  sql: `
CREATE TABLE dissent (
  id TEXT PRIMARY KEY,
  assessment_id TEXT NOT NULL REFERENCES assessment (id),
  position INTEGER NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  capacity TEXT NOT NULL CHECK (capacity IN ('panel', 'reviewer', 'meeting')),
  about TEXT NOT NULL CHECK (about IN ('level', 'factor', 'conclusion')),
  side TEXT CHECK (side IN ('initial', 'residual')),
  holds TEXT CHECK (holds IN ('low', 'medium', 'high')),
  factor_id TEXT,
  text TEXT NOT NULL CHECK (trim(text) <> ''),
  case_revision INTEGER NOT NULL,
  after_decision INTEGER NOT NULL CHECK (after_decision IN (0, 1)),
  CHECK ((side IS NULL) = (about <> 'level')),
  CHECK (holds IS NULL OR about = 'level'),
  CHECK ((factor_id IS NULL) = (about <> 'factor')),
  UNIQUE (assessment_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE dissent_reply (
  dissent_id TEXT NOT NULL REFERENCES dissent (id),
  position INTEGER NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  action TEXT NOT NULL CHECK (action IN ('answer', 'withdraw')),
  text TEXT NOT NULL CHECK (trim(text) <> ''),
  PRIMARY KEY (dissent_id, position)
) STRICT, WITHOUT ROWID;

${frozen('dissent')}
${frozen('dissent_reply')}
CREATE TRIGGER dissent_reply_by_the_right_one BEFORE INSERT ON dissent_reply
  WHEN (NEW.action = 'withdraw') <> (NEW.by = (SELECT by FROM dissent WHERE id = NEW.dissent_id))
  BEGIN SELECT RAISE(ABORT, 'a dissent is withdrawn by its author and answered by another'); END;
CREATE TRIGGER dissent_answered_before_decision BEFORE UPDATE OF state ON assessment
  WHEN NEW.state = 'decided' AND OLD.state <> 'decided'
    AND EXISTS (SELECT 1 FROM dissent d WHERE d.assessment_id = NEW.id AND NOT EXISTS (SELECT 1 FROM dissent_reply r WHERE r.dissent_id = d.id))
  BEGIN SELECT RAISE(ABORT, 'a dissent is answered before the decision'); END;
`,
};
