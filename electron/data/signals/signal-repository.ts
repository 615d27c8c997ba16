import { sql, type ExpressionBuilder, type Expression, type Selectable, type SqlBool } from 'kysely';
import type { SignalCounts, SignalFilter } from '#shared/contract/index.ts';
import { DUE_STATES, SIGNAL_LEVELS, SIGNAL_STATES, type SignalLevel } from '#shared/domain/signals/index.ts';
import type { ReadDb, StoreSchema } from '#data/store/index.ts';

export type StoredSignal = Selectable<StoreSchema['signal']>;
export type StoredStep = Selectable<StoreSchema['signal_step']>;

export interface SignalQuery {
  readonly filter: SignalFilter;
  readonly sort?: { readonly field: 'level' | 'raisedAt' | 'dueOn' | 'to' | 'records' | 'state'; readonly direction: 'asc' | 'desc' } | undefined;
  readonly limit: number;
  readonly offset: number;
  readonly asked: Asked;
}

/** Who asks, and when: what is due before this day is overdue. */
export interface Asked {
  readonly today: string;
  readonly account: string;
  readonly name: string;
}

type Where = (e: ExpressionBuilder<StoreSchema, 'signal'>) => Expression<SqlBool>;

const COLUMNS = { raisedAt: 'raised_at', dueOn: 'due_on', to: 'window_to', records: 'records' } as const;
const rank = (column: 'level' | 'state', order: readonly string[]) => sql<number>`instr(${sql.lit(order.map((one) => `|${one}|`).join(''))}, '|' || ${sql.ref(column)} || '|')`;

/** A page of signals; without a sort the gravest first, then the newest. */
export async function signalPage(db: ReadDb, query: SignalQuery): Promise<{ readonly rows: readonly StoredSignal[]; readonly total: number }> {
  const where = conditions(query.filter, query.asked, true);
  const { total } = await db.selectFrom('signal').select((e) => e.fn.countAll<number>().as('total')).where(where).executeTakeFirstOrThrow();
  const { field, direction } = query.sort ?? { field: 'level' as const, direction: 'asc' as const };
  const ordered = db.selectFrom('signal').selectAll().where(where);
  const sorted =
    field === 'level' ? ordered.orderBy(rank('level', SIGNAL_LEVELS), direction) : field === 'state' ? ordered.orderBy(rank('state', SIGNAL_STATES), direction) : ordered.orderBy(COLUMNS[field], direction);
  const rows = await sorted.orderBy('window_to', 'desc').orderBy('id', 'desc').limit(query.limit).offset(query.offset).execute();
  return { rows, total };
}

/** How many fit by level, whatever level is chosen; and how many of them are overdue. */
export async function levelCounts(db: ReadDb, filter: SignalFilter, asked: Asked): Promise<{ readonly levels: Record<SignalLevel, number>; readonly overdue: number }> {
  const rows = await db
    .selectFrom('signal')
    .select((e) => ['level', e.fn.countAll<number>().as('n'), sql<number>`count(*) FILTER (WHERE ${overdue(asked.today)})`.as('overdue')])
    .where(conditions(filter, asked, false))
    .groupBy('level')
    .execute();
  const levels = Object.fromEntries(SIGNAL_LEVELS.map((level) => [level, rows.find((row) => row.level === level)?.n ?? 0])) as Record<SignalLevel, number>;
  return { levels, overdue: rows.reduce((sum, row) => sum + row.overdue, 0) };
}

/** How many fit, how many of them are past their deadline, and the nearest deadline from today on. */
export async function signalTally(db: ReadDb, filter: SignalFilter, asked: Asked): Promise<{ readonly count: number; readonly late: number; readonly due: string | null }> {
  return db
    .selectFrom('signal')
    .select((e) => [
      e.fn.countAll<number>().as('count'),
      sql<number>`count(*) FILTER (WHERE ${overdue(asked.today)})`.as('late'),
      sql<string | null>`min(due_on) FILTER (WHERE due_on >= ${asked.today} AND state IN (${sql.join(DUE_STATES)}))`.as('due'),
    ])
    .where(conditions(filter, asked, true))
    .executeTakeFirstOrThrow();
}

/** The nearest deadline after today among those that fit, and how many have it. */
export async function nearestDeadline(db: ReadDb, filter: SignalFilter, asked: Asked): Promise<{ readonly on: string; readonly count: number } | null> {
  const found = await db
    .selectFrom('signal')
    .select((e) => ['due_on as on', e.fn.countAll<number>().as('count')])
    .where(conditions({ states: DUE_STATES.slice(), ...filter }, asked, true))
    .where('due_on', '>', asked.today)
    .groupBy('due_on').orderBy('due_on').limit(1)
    .executeTakeFirst();
  return found ?? null;
}

export async function signalById(db: ReadDb, id: number): Promise<StoredSignal | undefined> {
  return db.selectFrom('signal').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function stepsOf(db: ReadDb, id: number): Promise<readonly StoredStep[]> {
  return db.selectFrom('signal_step').selectAll().where('signal_id', '=', id).orderBy('position').execute();
}

/** Other signals about the same subject, newest first. */
export async function othersOf(db: ReadDb, { id, subject_kind, subject_key }: StoredSignal, limit: number): Promise<readonly StoredSignal[]> {
  return db
    .selectFrom('signal').selectAll().where('subject_kind', '=', subject_kind).where('subject_key', '=', subject_key).where('id', '!=', id)
    .orderBy('window_to', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

/** The text of a rule version as it was used; null where it never was. */
export async function keptRule(db: ReadDb, id: string, version: number): Promise<string | null> {
  const row = await db.selectFrom('signal_rule').select('content').where('rule_id', '=', id).where('version', '=', version).executeTakeFirst();
  return row?.content ?? null;
}

export async function countsByRule(db: ReadDb, today: string): Promise<ReadonlyMap<string, SignalCounts>> {
  const count = (condition: Expression<SqlBool> | ReturnType<typeof overdue>, name: string) => sql<number>`count(*) FILTER (WHERE ${condition})`.as(name);
  const rows = await db
    .selectFrom('signal')
    .select([
      'rule_id',
      count(sql<SqlBool>`ended_at IS NULL`, 'open'),
      count(overdue(today), 'overdue'),
      count(sql<SqlBool>`state = 'closed'`, 'closed'),
      count(sql<SqlBool>`state = 'falseAlarm'`, 'falseAlarms'),
    ])
    .groupBy('rule_id')
    .$castTo<SignalCounts & { rule_id: string }>()
    .execute();
  return new Map(rows.map(({ rule_id, ...counts }) => [rule_id, counts]));
}

/** Signals of a rule by the month that their window ends in. */
export async function monthsOfRule(db: ReadDb, rule: string): Promise<ReadonlyMap<string, { readonly raised: number; readonly falseAlarms: number }>> {
  const rows = await db
    .selectFrom('signal')
    .select((e) => [sql<string>`substr(window_to, 1, 7)`.as('month'), e.fn.countAll<number>().as('raised'), sql<number>`count(*) FILTER (WHERE state = 'falseAlarm')`.as('falseAlarms')])
    .where('rule_id', '=', rule)
    .groupBy(sql`1`)
    .execute();
  return new Map(rows.map(({ month, raised, falseAlarms }) => [month, { raised, falseAlarms }]));
}

/** Who gave a signal out last. */
const lastGiver = sql<string>`(SELECT s.by FROM signal_step AS s WHERE s.signal_id = signal.id AND s.step = 'dispatch' ORDER BY s.position DESC LIMIT 1)`;

function overdue(today: string) {
  return sql<SqlBool>`due_on < ${today} AND state IN (${sql.join(DUE_STATES)})`;
}

function conditions(filter: SignalFilter, { today, account, name }: Asked, withLevel: boolean): Where {
  return (e) => {
    const parts: Expression<SqlBool>[] = [];
    if (filter.rule !== undefined) parts.push(e('rule_id', '=', filter.rule));
    if (withLevel && filter.levels !== undefined && filter.levels.length > 0) parts.push(e('level', 'in', filter.levels));
    if (filter.states !== undefined && filter.states.length > 0) parts.push(e('state', 'in', filter.states));
    if (filter.overdue === true) parts.push(overdue(today));
    if (filter.dueBy !== undefined) parts.push(e('due_on', '<=', filter.dueBy), e('state', 'in', DUE_STATES));
    if (filter.mine === 'owner') parts.push(e('owner', '=', name));
    if (filter.mine === 'giver') parts.push(e('owner', '!=', name), sql<SqlBool>`${lastGiver} = ${account}`);
    if (filter.places !== undefined && filter.places.length > 0) parts.push(e.or([e('town', 'in', filter.places), e('county', 'in', filter.places)]));
    const text = filter.text?.trim() ?? '';
    // A hashed subject cannot be looked for: its value does not stand here.
    if (text !== '') parts.push(sql<SqlBool>`(instr(coalesce(label, ''), ${text}) > 0 OR instr(owner, ${text}) > 0 OR (subject_value IS NULL AND instr(subject_key, ${text}) > 0))`);
    return e.and(parts);
  };
}
