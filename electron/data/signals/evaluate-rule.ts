import { exact, toDecimalString } from '#shared/domain/decimal/index.ts';
import {
  findRate, findRepeats, findRuns, findSequences, findShare, findThreshold, levelOf, periodDays, periodOf, ruleCategories, shiftPeriod,
  type Finding, type RuleCondition, type SignalLevel, type SignalRule, type Tally,
} from '#shared/domain/signals/index.ts';
import { addDays, addMonths, chinaDay, monthEnd, monthsUpTo } from '#shared/domain/supply/index.ts';
import { fieldOf, residentsByTown } from '#data/evidence/index.ts';
import type { CoreContext } from '#data/kernel/index.ts';
import { heldMonths } from './coverage-repository.ts';
import { readOccurrences, readTallies, touchedSubjects, type ReadTally, type SubjectFacts, type TallyQuestion, type Wanted } from './finding-repository.ts';
import { readingOf, type Reading } from './reading-repository.ts';

export type EvaluationContext = Pick<CoreContext, 'store' | 'catalogue' | 'regions' | 'clock'>;

/** A finding with all that a signal is made of. */
export interface Found extends Finding, SubjectFacts {
  readonly level: SignalLevel;
  /** Rows behind it. */
  readonly records: number;
  /** The data itself says that the follow-up was done. */
  readonly done: boolean;
}

export interface Evaluation {
  /** Last day that is looked at: today, or the end of the newest month that the category has any data of. */
  readonly asOf: string;
  /** First day of the windows that are raised. */
  readonly from: string;
  /** Signals that begin on or after this day were all looked at. */
  readonly checkedFrom: string;
  readonly found: readonly Found[];
  /** The subjects that were looked at; null = all. */
  readonly touched: readonly string[] | null;
}

/** Months before the recent ones that runs are followed into, so that their cuts stay where they were. */
const RUN_HISTORY = 24;

/**
 * Holds one rule against the data as it stands. Null where its categories hold no data at all.
 *
 * @param batches only subjects that these touched; null = all
 * @param recentMonths how far back windows are looked for, where not as the rule says
 */
export async function evaluateRule(context: EvaluationContext, rule: SignalRule, batches: readonly number[] | null, recentMonths = rule.recentMonths): Promise<Evaluation | null> {
  const { db } = context.store;
  const today = chinaDay(context.clock.now());
  const held = await heldMonths(db, ruleCategories(rule));
  const newest = held.filter((month) => month <= today.slice(0, 7)).at(-1);
  if (newest === undefined) return null;
  const asOf = lastDay(newest, today);
  const from = `${addMonths(newest, 1 - recentMonths)}-01`;
  const start = startOf(rule.condition, from);
  const reading = readingOf(context.catalogue, rule.source, { from: start, to: asOf, asOf });
  // Who the peers are, and what they have, is everybody's business.
  const all = batches === null || (rule.condition.kind === 'rate' && rule.condition.against.kind === 'peers');
  const wanted: Wanted = { subject: rule.subject, batches: all ? null : batches.length === 0 ? [0] : batches, done: rule.followUp.done };
  const found = await find(context, rule, reading, wanted, { from, months: new Set(held), newest });
  const touched = all ? null : await touchedOf(context, rule, reading, wanted);
  return { asOf, from, checkedFrom: rule.condition.kind === 'rate' ? from : start, found, touched };
}

/** What the data can speak about: the last day of its newest month, or today. */
export function lastDay(newest: string, today: string): string {
  return monthEnd(newest) < today ? monthEnd(newest) : today;
}

/** First day of the rows that windows from `from` on depend on. */
function startOf(condition: RuleCondition, from: string): string {
  switch (condition.kind) {
    case 'threshold':
    case 'share':
    case 'deadline': return periodDays(periodOf(from, condition.period)).from;
    case 'run': return `${addMonths(from.slice(0, 7), -RUN_HISTORY)}-01`;
    case 'rate': {
      const first = periodOf(from, condition.period);
      if (condition.against.kind === 'peers') return periodDays(first).from;
      return condition.against.kind === 'own' ? periodDays(shiftPeriod(first, -condition.against.periods)).from : `${addMonths(periodDays(first).from.slice(0, 7), -12)}-01`;
    }
    // Twice as far, so that a matter that began a while ago is seen as a whole.
    case 'repeat':
    case 'sequence': return addDays(from, -2 * condition.withinDays);
  }
}

interface Facts {
  readonly from: string;
  readonly months: ReadonlySet<string>;
  readonly newest: string;
}

async function find(context: EvaluationContext, rule: SignalRule, reading: Reading, wanted: Wanted, facts: Facts): Promise<readonly Found[]> {
  const { db } = context.store;
  const { condition } = rule;
  switch (condition.kind) {
    case 'repeat': {
      const rows = await readOccurrences(db, reading, wanted, condition.times);
      return fromOccurrences(rule, findRepeats(rows, condition.times, condition.withinDays), rows);
    }
    case 'sequence': {
      const thenReading = readingOf(context.catalogue, condition.then, reading);
      // A first row without a second, or the other way round, may belong to a subject that only the other batch touched.
      const both = { ...wanted, batches: null };
      const [firsts, thens] = [await readOccurrences(db, reading, both, condition.first), await readOccurrences(db, thenReading, both, 1)];
      return fromOccurrences(rule, findSequences(firsts, thens, condition.first, condition.withinDays), [...firsts, ...thens]);
    }
    case 'threshold':
    case 'share':
    case 'run':
    case 'deadline':
    case 'rate': {
      const narrowed = condition.kind === 'deadline' ? { ...reading, where: [...reading.where, { op: 'late' as const, ...condition.late }] } : reading;
      const read = await readTallies(db, narrowed, wanted, questionOf(condition));
      return fromTallies(rule, await findIn(context, { ...rule, condition }, reading, read, facts), read, condition.kind === 'share');
    }
  }
}

type TalliedCondition = Exclude<RuleCondition, { kind: 'repeat' | 'sequence' }>;
type TalliedRule = Pick<SignalRule, 'subject'> & { readonly condition: TalliedCondition };

function questionOf(condition: TalliedCondition): TallyQuestion {
  return {
    period: condition.kind === 'run' ? 'month' : condition.period,
    of: condition.kind === 'share' ? condition.of : [],
    amount: condition.kind === 'threshold' && condition.measure.kind !== 'count' ? condition.measure : null,
  };
}

async function findIn(context: EvaluationContext, { subject, condition }: TalliedRule, { category, to }: Reading, read: readonly ReadTally[], { from, months, newest }: Facts): Promise<Finding[]> {
  const scale = condition.kind === 'threshold' && condition.measure.kind === 'sum' ? (fieldOf(category, condition.measure.field).scale ?? 0) : 0;
  const tallies = read.map((one): Tally => ({ subject: one.subject, period: one.period, rows: one.rows, figure: figureOf(one, condition, scale) }));
  switch (condition.kind) {
    case 'threshold': return findThreshold(tallies, condition.from);
    case 'share': return findShare(tallies, condition);
    case 'run': return findRuns(tallies, condition.months);
    case 'deadline': return findThreshold(tallies, String(condition.from));
    case 'rate': {
      const periods = [...new Set(monthsUpTo(newest, 60).filter((month) => `${month}-01` >= from).map((month) => periodOf(`${month}-01`, condition.period)))].filter((period) => periodDays(period).from <= to);
      // All towns there are; of others all that have any row.
      const peers = subject.kind === 'town' ? context.regions.counties.flatMap(({ towns }) => towns.map(({ code }) => code)) : [...new Set(tallies.map((one) => one.subject))];
      const residents = condition.against.kind === 'peers' && condition.against.per === 'residents' ? await residentsByTown(context.store.db, context.catalogue) : new Map<string, number>();
      return findRate(tallies, condition, { periods, months, peers, residents });
    }
  }
}

function figureOf({ rows, met, amount }: ReadTally, condition: TalliedCondition, scale: number): string {
  if (condition.kind === 'share') return String(met);
  if (condition.kind !== 'threshold' || condition.measure.kind === 'count') return String(rows);
  if (condition.measure.kind === 'distinct') return amount ?? '0';
  return toDecimalString(exact(amount ?? '0').times(exact(scale === 0 ? '1' : `0.${'0'.repeat(scale - 1)}1`)));
}

/** The rows behind a finding are those of its subject in the periods that it spans. */
function fromTallies(rule: SignalRule, findings: readonly Finding[], read: readonly ReadTally[], metOnly: boolean): Found[] {
  const bySubject = Map.groupBy(read, ({ subject }) => subject);
  return findings.map((finding) => {
    const spanned = (bySubject.get(finding.subject) ?? []).filter(({ period }) => {
      const days = periodDays(period);
      return days.from >= finding.from && days.to <= finding.to;
    });
    const records = spanned.reduce((sum, one) => sum + (metOnly ? one.met : one.rows), 0);
    const done = rule.followUp.done !== undefined && spanned.every((one) => one.done === one.rows);
    return complete(rule, finding, spanned, records, done);
  });
}

function fromOccurrences(rule: SignalRule, findings: readonly Finding[], rows: readonly (SubjectFacts & { readonly subject: string; readonly day: string; readonly done: boolean })[]): Found[] {
  const bySubject = Map.groupBy(rows, ({ subject }) => subject);
  return findings.map((finding) => {
    const spanned = (bySubject.get(finding.subject) ?? []).filter(({ day }) => day >= finding.from && day <= finding.to);
    return complete(rule, finding, spanned, spanned.length, rule.followUp.done !== undefined && spanned.every(({ done }) => done));
  });
}

function complete(rule: SignalRule, finding: Finding, spanned: readonly SubjectFacts[], records: number, done: boolean): Found {
  const last = <Key extends keyof SubjectFacts>(key: Key): SubjectFacts[Key] => spanned.findLast((one) => one[key] !== null)?.[key] ?? null;
  return { ...finding, town: last('town'), county: last('county'), label: last('label'), records, done, level: gravity(rule, finding.figure) };
}

/** A finding of which a part was told before: what follows from the number of rows that are left. */
export function figuredAnew<F extends Found>(rule: SignalRule, found: F): F {
  return { ...found, records: found.rows?.length ?? found.records, level: gravity(rule, found.figure) };
}

function gravity(rule: SignalRule, figure: string): SignalLevel {
  const value = exact(figure);
  return levelOf(rule, (from) => value.gte(exact(from)));
}

async function touchedOf(context: EvaluationContext, rule: SignalRule, reading: Reading, wanted: Wanted): Promise<readonly string[] | null> {
  // Of a sequence all subjects were looked at.
  if (rule.condition.kind === 'sequence') return null;
  return touchedSubjects(context.store.db, reading, wanted);
}
