import { exact, exactInteger, Real, sumOf, toDecimalString, toFixedString, type Exact } from '#shared/domain/decimal/index.ts';
import { groupBy } from '#shared/util/group-by.ts';
import type { Finding, Tally } from './finding.ts';
import { lastYear, periodDays, periodMonths, shiftPeriod } from './period.ts';
import type { RuleCondition } from './rule.ts';

type Of<Kind extends RuleCondition['kind']> = Extract<RuleCondition, { kind: Kind }>;

/** Decimals that a share or a mean is shown with; comparisons are made before. */
const SHOWN = 4;

/** Periods in which a subject's figure reaches the limit. */
export function findThreshold(tallies: readonly Tally[], from: string): Finding[] {
  const limit = exact(from);
  return tallies.filter(({ figure }) => exact(figure).gte(limit)).map((tally) => finding(tally, tally.figure, null));
}

/** Periods with enough rows in which the share of those that meet the further conditions reaches the limit. */
export function findShare(tallies: readonly Tally[], { from, minimum }: Pick<Of<'share'>, 'from' | 'minimum'>): Finding[] {
  const limit = exact(from);
  return tallies
    // figure >= from x rows: nothing is divided, so nothing is rounded.
    .filter(({ figure, rows }) => rows >= minimum && exact(figure).gte(limit.times(exactInteger(rows))))
    .map((tally) => finding(tally, toFixedString(new Real(tally.figure).div(tally.rows), SHOWN), null));
}

/** What a rate needs to know beside the tallies. */
export interface RateFacts {
  /** Periods that are judged. */
  readonly periods: readonly string[];
  /** Months in which the category holds any row anywhere: a month of which nothing is known is no quiet month. */
  readonly months: ReadonlySet<string>;
  /** All subjects that there are, for a comparison with peers; those without a row count 0. */
  readonly peers: readonly string[];
  /** Residents by subject; a subject that is not in it is not compared per resident. */
  readonly residents: ReadonlyMap<string, number>;
}

/** Periods in which a subject has so many times what it is compared with. */
export function findRate(tallies: readonly Tally[], condition: Of<'rate'>, facts: RateFacts): Finding[] {
  const bySubject = new Map([...groupBy(tallies, ({ subject }) => subject)].map(([subject, of]) => [subject, new Map(of.map((one) => [one.period, one]))]));
  return facts.periods.flatMap((period) => {
    const judged = [...bySubject.values()].flatMap((periods) => periods.get(period) ?? []).filter(({ rows }) => rows >= condition.minimum);
    if (judged.length === 0) return [];
    return condition.against.kind === 'peers' ? amongPeers(judged, period, bySubject, condition.against.per, condition.factor, facts) : judged.flatMap((tally) => overTime(tally, bySubject.get(tally.subject), condition, facts));
  });
}

function overTime(tally: Tally, own: ReadonlyMap<string, Tally> | undefined, { against, factor }: Of<'rate'>, { months }: RateFacts): Finding[] {
  const before = against.kind === 'own' ? Array.from({ length: against.periods }, (_, back) => shiftPeriod(tally.period, -back - 1)) : [lastYear(tally.period)];
  const known = before.filter((period) => periodMonths(period).every((month) => months.has(month)));
  // With less than half of the past known there is nothing to compare with.
  if (known.length * 2 < before.length || known.length === 0) return [];
  const sum = sumOf(known.map((period) => exact(own?.get(period)?.figure ?? '0')));
  // figure >= factor x sum / n, without the division. After a past of nothing the minimum alone decides.
  if (exact(tally.figure).times(exactInteger(known.length)).lt(exact(factor).times(sum))) return [];
  return [finding(tally, tally.figure, toFixedString(new Real(toDecimalString(sum)).div(known.length), SHOWN))];
}

function amongPeers(judged: readonly Tally[], period: string, bySubject: ReadonlyMap<string, ReadonlyMap<string, Tally>>, per: 'residents' | 'none', factor: string, { peers, residents }: RateFacts): Finding[] {
  const compared = per === 'none' ? peers : peers.filter((subject) => (residents.get(subject) ?? 0) > 0);
  const rate = (subject: string): Exact => {
    const figure = exact(bySubject.get(subject)?.get(period)?.figure ?? '0');
    // 10,000 / residents, to more digits than any comparison of whole numbers can need.
    return per === 'none' ? figure : figure.times(exact(toFixedString(new Real(10_000).div(residents.get(subject) ?? 1), 40)));
  };
  const sorted = compared.map(rate).sort((a, b) => a.cmp(b));
  if (sorted.length < 3) return [];
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  const other = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined || other === undefined) return [];
  const median = middle.plus(other).times(exact('0.5'));
  const isPeer = new Set(compared);
  return judged
    .filter(({ subject }) => isPeer.has(subject) && rate(subject).gte(median.times(exact(factor))))
    .map((tally) => finding(tally, per === 'none' ? tally.figure : toFixedString(rate(tally.subject), SHOWN), toFixedString(median, SHOWN)));
}

function finding({ subject, period }: Tally, figure: string, base: string | null): Finding {
  return { subject, window: period, ...periodDays(period), figure, base };
}
