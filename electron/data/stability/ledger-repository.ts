import { sql } from 'kysely';
import type { Catalogue } from '#shared/domain/catalogue/index.ts';
import type { Level } from '#shared/domain/grading/index.ts';
import { LEVELS } from '#shared/domain/grading/index.ts';
import type { Cells, Ledger } from '#shared/domain/stability/index.ts';
import { chinaDay } from '#shared/domain/supply/index.ts';
import { tableName } from '#data/catalogue/index.ts';
import { measureRules } from '#data/follow-up/index.ts';
import type { CoreContext } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { dueMeasures } from './measure-ledger-repository.ts';

/** Categories whose rows name the project that they are about. */
const CAUSED: Readonly<Partial<Record<Ledger, string>>> = { visitsCaused: '2.6', gatheringsCaused: '4.5' };

interface Matter {
  readonly unit: string;
  /** Day by which it was to be decided, or to begin. */
  readonly due: string | null;
  readonly decidedOn: string | null;
  readonly initial: string | null;
  readonly residual: string | null;
}

/** What the program's own assessments say of departments, by month. Small, so it is read as it is needed. */
export async function ledgerCells(context: Pick<CoreContext, 'catalogue' | 'inUse' | 'clock'>, db: ReadDb, ledger: Ledger): Promise<Cells> {
  const { catalogue } = context;
  const category = CAUSED[ledger];
  if (category !== undefined) return causedCells(db, catalogue, category);
  if (ledger === 'measuresDue' || ledger === 'measuresOverdue') return measureCells(context, db, ledger === 'measuresOverdue');
  const matters = await readMatters(db);
  return tally(matters.flatMap((matter) => {
    const month = monthOf(ledger, matter);
    return month === null ? [] : [{ unit: matter.unit, month, n: 1 }];
  }));
}

/** The month in which a matter counts, or null. */
function monthOf(ledger: Ledger, { due, decidedOn, initial, residual }: Matter): string | null {
  const assessed = due !== null && decidedOn !== null && decidedOn <= due;
  const rated = decidedOn !== null && (initial === 'medium' || initial === 'high');
  switch (ledger) {
    case 'mattersDue': return due?.slice(0, 7) ?? null;
    case 'mattersAssessed': return assessed ? due.slice(0, 7) : null;
    case 'mattersRated': return rated ? decidedOn.slice(0, 7) : null;
    case 'mattersNotLowered': return rated && rankOf(residual ?? initial) >= rankOf(initial) ? decidedOn.slice(0, 7) : null;
    case 'measuresDue':
    case 'measuresOverdue':
    case 'visitsCaused':
    case 'gatheringsCaused':
      return null;
  }
}

/** By the month of the deadline. A day that is still to come says nothing yet, so a month that is over never changes by waiting. */
async function measureCells(context: Pick<CoreContext, 'inUse' | 'clock'>, db: ReadDb, overdue: boolean): Promise<Cells> {
  const today = chinaDay(context.clock.now());
  const passed = (await dueMeasures(db, measureRules(context))).filter(({ dueOn }) => dueOn < today);
  return tally(passed.filter(({ dueOn, doneOn }) => !overdue || doneOn === null || doneOn > dueOn).map(({ unit, dueOn }) => ({ unit, month: dueOn.slice(0, 7), n: 1 })));
}

function rankOf(level: string | null): number {
  return LEVELS.indexOf(level as Level);
}

async function readMatters(db: ReadDb): Promise<Matter[]> {
  const rows = await db
    .selectFrom('proposal')
    .innerJoin('assessment', 'assessment.proposal_id', 'proposal.id')
    .select(['responsible_unit', 'decision_on', 'start_on', 'state', 'decided_at', 'initial_level', 'residual_level'])
    .where('responsible_unit', '<>', '')
    .execute();
  return rows.map((row) => ({
    unit: row.responsible_unit,
    due: row.decision_on ?? row.start_on,
    decidedOn: row.state === 'decided' && row.decided_at !== null ? chinaDay(new Date(row.decided_at)) : null,
    initial: row.initial_level,
    residual: row.residual_level,
  }));
}

/** Rows about a project of a matter, by the department that answers for the matter; several matters of one project count once. */
async function causedCells(db: ReadDb, catalogue: Catalogue, id: string): Promise<Cells> {
  const category = catalogue.categories.find((one) => one.id === id);
  if (category?.roles.project === undefined) return {};
  const { rows } = await sql<{ unit: string; month: string; n: number }>`
    SELECT m.responsible_unit AS unit, substr(t.n_date, 1, 7) AS month, count(DISTINCT t.row_id) AS n
    FROM proposal AS m JOIN ${sql.table(tableName(category))} AS t ON t.n_project = m.project_code AND t.superseded_by IS NULL
    WHERE m.project_code IS NOT NULL AND m.responsible_unit <> '' AND t.n_date IS NOT NULL GROUP BY 1, 2
  `.execute(db);
  return tally(rows);
}

function tally(rows: readonly { readonly unit: string; readonly month: string; readonly n: number }[]): Cells {
  const months = new Map<string, Map<string, number>>();
  for (const { unit, month, n } of rows) {
    const units = months.get(month) ?? new Map<string, number>();
    units.set(unit, (units.get(unit) ?? 0) + n);
    months.set(month, units);
  }
  return Object.fromEntries([...months].map(([month, units]) => [month, Object.fromEntries(units)]));
}
