import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalSchema, type DecimalString } from '#shared/domain/decimal/index.ts';
import { addDays, addMonths, daysBetween } from '#shared/domain/supply/index.ts';
import {
  findRate, findRepeats, findRuns, findSequences, findShare, findThreshold, periodDays, periodMonths, periodOf, PERIODS, reconcile, shiftPeriod,
  type Finding, type Occurrence, type RateFacts, type RuleCondition, type Tally,
} from './index.ts';

const tally = (period: string, figure: number | string, rows = Number(figure), subject = 'a'): Tally => ({ subject, period, figure: String(figure), rows });
const START = '2024-01-01';
const exactText = (text: string): DecimalString => decimalSchema.parse(text);
const occurrences = (days: readonly number[], subject = 'a'): Occurrence[] => days.map((day, row) => ({ subject, day: addDays(START, day), row }));
const asIs = <F>(finding: F): F => finding;
const raisedOf = (found: readonly Finding[]) => found.map((one, id) => ({ ...one, id, open: true, due: true, supported: true }));

describe('periods', () => {
  it('name, begin, end and follow each other', () => {
    expect(PERIODS.map((unit) => periodOf('2024-02-29', unit))).toEqual(['2024-02-29', '2024-02', '2024-Q1', '2024']);
    expect(periodDays('2024-Q1')).toEqual({ from: '2024-01-01', to: '2024-03-31' });
    expect(periodDays('2024')).toEqual({ from: '2024-01-01', to: '2024-12-31' });
    expect(periodDays('2024-02')).toEqual({ from: '2024-02-01', to: '2024-02-29' });
    expect([shiftPeriod('2024-Q1', -1), shiftPeriod('2024-12', 1), shiftPeriod('2024-03-01', -1), shiftPeriod('2024', 2)]).toEqual(['2023-Q4', '2025-01', '2024-02-29', '2026']);
    expect(periodMonths('2024-Q4')).toEqual(['2024-10', '2024-11', '2024-12']);
  });

  it('hold every day exactly once', () => {
    fc.assert(fc.property(fc.integer({ min: -2000, max: 2000 }), fc.constantFrom(...PERIODS), (offset, unit) => {
      const day = addDays(START, offset);
      const period = periodOf(day, unit);
      const { from, to } = periodDays(period);
      expect(from <= day && day <= to).toBe(true);
      expect(periodDays(shiftPeriod(period, 1)).from).toBe(addDays(to, 1));
      expect(shiftPeriod(shiftPeriod(period, 5), -5)).toBe(period);
    }));
  });
});

describe('runs', () => {
  const months = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 30 });
  const text = (month: number): string => addMonths('2023-01', month);

  it('are one finding for each whole length of months without a gap, whatever the order of the rows', () => {
    fc.assert(fc.property(months, fc.integer({ min: 2, max: 5 }), (held, length) => {
      const found = findRuns(held.map((month) => tally(text(month), 1)), length);
      // Counted another way: a mark for each month, cut at the blanks.
      const marks = Array.from({ length: 42 }, (_, month) => (held.includes(month) ? 'x' : ' ')).join('');
      const runs = marks.split(' ').filter((run) => run.length >= length);
      expect(found).toHaveLength(runs.reduce((sum, run) => sum + Math.floor(run.length / length), 0));
      expect(found.map(({ figure }) => Number(figure))).toEqual(runs.flatMap((run) => Array.from({ length: Math.floor(run.length / length) }, () => run.length)));
      for (const { from, window } of found) {
        for (let step = 0; step < length; step += 1) expect(held.map(text)).toContain(addMonths(from.slice(0, 7), step));
        expect(window).toBe(`${from.slice(0, 7)}..${addMonths(from.slice(0, 7), length - 1)}`);
      }
      const days = found.flatMap(({ from, to }) => [from, to]);
      expect(days).toEqual([...days].sort());
    }));
  });

  it('need no column that claims them: two red months, a gap, and one more are none of three', () => {
    expect(findRuns(['2026-01', '2026-02', '2026-04'].map((month) => tally(month, 1)), 3)).toEqual([]);
    expect(findRuns(['2026-02', '2026-04', '2026-03'].map((month) => tally(month, 1)), 3)).toEqual([
      { subject: 'a', window: '2026-02..2026-04', from: '2026-02-01', to: '2026-04-30', figure: '3', base: null },
    ]);
  });
});

describe('repeats', () => {
  const days = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 25 });

  it('are the days of all groups that are close enough, put together where they share a day', () => {
    fc.assert(fc.property(days, fc.integer({ min: 2, max: 4 }), fc.integer({ min: 1, max: 60 }), (held, times, within) => {
      const found = findRepeats(occurrences(held), times, within);
      const sorted = [...held].sort((a, b) => a - b);
      // Counted another way: every day of the calendar that lies inside any group.
      const covered = new Set<string>();
      sorted.forEach((day, index) => {
        const last = sorted[index + times - 1];
        for (let one = day; last !== undefined && last - day <= within && one <= last; one += 1) covered.add(addDays(START, one));
      });
      const spanned = found.flatMap(({ from, to }) => Array.from({ length: daysBetween(from, to) + 1 }, (_, step) => addDays(from, step)));
      expect(new Set(spanned).size).toBe(spanned.length);
      // Days in between two touching groups belong to neither, but no finding is made of them alone.
      for (const day of covered) expect(spanned).toContain(day);
      expect(spanned.filter((day) => !covered.has(day))).toEqual([]);
      for (const { from, to, figure, rows } of found) {
        const inside = sorted.map((day) => addDays(START, day)).filter((day) => day >= from && day <= to);
        expect(rows!.map(({ day }) => day)).toEqual(inside);
        expect(Number(figure)).toBe(inside.length);
        expect(inside.length).toBeGreaterThanOrEqual(times);
        expect(rows!.at(-1)!.tells).toBe(true);
      }
    }));
  });

  it('of the same data again, or with older rows forgotten, are never raised twice', () => {
    fc.assert(fc.property(days, fc.integer({ min: 0, max: 200 }), (held, forgotten) => {
      const found = findRepeats(occurrences(held), 2, 30);
      const raised = raisedOf(found);
      expect(reconcile(found, raised, START, asIs)).toEqual({ raise: [], update: [], unsupported: [] });
      const later = findRepeats(occurrences(held.filter((day) => day >= forgotten)), 2, 30);
      expect(reconcile(later, raised, addDays(START, forgotten), asIs).raise).toEqual([]);
    }));
  });

  it('keep subjects apart', () => {
    expect(findRepeats([...occurrences([1, 5]), ...occurrences([3], 'b')], 2, 10)).toMatchObject([{ subject: 'a', window: '2024-01-02', from: '2024-01-02', to: '2024-01-06', figure: '2', base: null }]);
  });
});

describe('sequences', () => {
  it('need enough first rows before the second, within the days, in the same town', () => {
    const then = occurrences([40]);
    expect(findSequences(occurrences([20, 30]), then, 2, 30)).toMatchObject([{ from: addDays(START, 20), to: addDays(START, 40), figure: '3' }]);
    expect(findSequences(occurrences([5, 30]), then, 2, 30)).toEqual([]);
    expect(findSequences(occurrences([41, 42]), then, 1, 30)).toEqual([]);
    expect(findSequences(occurrences([20, 30], 'b'), then, 1, 30)).toEqual([]);
  });

  it('are one matter while they go on, and another after a pause', () => {
    expect(findSequences(occurrences([10, 11]), occurrences([12, 60]), 2, 30)).toMatchObject([{ to: addDays(START, 12), figure: '3' }]);
    expect(findSequences(occurrences([10, 11, 50, 51]), occurrences([12, 60]), 2, 30)).toHaveLength(2);
    expect(findSequences(occurrences([10, 11]), occurrences([12, 13, 14]), 2, 30)).toMatchObject([{ to: addDays(START, 14), figure: '5' }]);
  });

  it('hold what they say', () => {
    const some = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 20 });
    fc.assert(fc.property(some, some, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 60 }), (firsts, thens, needed, within) => {
      const found = findSequences(occurrences(firsts), occurrences(thens), needed, within);
      for (const { from, to } of found) {
        const inside = (all: readonly number[]): number[] => all.filter((day) => addDays(START, day) >= from && addDays(START, day) <= to);
        expect(inside(firsts).length).toBeGreaterThanOrEqual(needed);
        expect(inside(thens).length).toBeGreaterThanOrEqual(1);
      }
      expect(reconcile(found, raisedOf(found), START, asIs).raise).toEqual([]);
      // Every second row that follows enough first rows lies in exactly one finding, and tells it.
      for (const day of thens) {
        const follows = firsts.filter((first) => first <= day && day - first <= within).length >= needed;
        const told = found.filter(({ rows }) => rows!.some((row) => row.tells && row.day === addDays(START, day)));
        expect(told).toHaveLength(follows ? 1 : 0);
      }
    }));
  });
});

describe('limits and shares', () => {
  it('are reached exactly, with no float in between', () => {
    expect(findThreshold([tally('2026-01', '0.3', 3), tally('2026-02', '0.29999999999999999999', 3)], '0.3').map(({ window }) => window)).toEqual(['2026-01']);
    expect(findShare([tally('2026-01', 9, 10), tally('2026-02', 89, 99), tally('2026-03', 7, 7)], { from: exactText('0.9'), minimum: 8 })).toMatchObject([{ window: '2026-01', figure: '0.9000' }]);
  });
});

describe('rates', () => {
  const rate = (over: object): Extract<RuleCondition, { kind: 'rate' }> => ({ kind: 'rate', period: 'month', against: { kind: 'own', periods: 4 }, factor: '2', minimum: 4, ...over }) as Extract<RuleCondition, { kind: 'rate' }>;
  const facts = (over: Partial<RateFacts> = {}): RateFacts =>
    ({ periods: ['2026-05'], months: new Set(['2025-05', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05']), peers: [], residents: new Map(), ...over });

  it('compare with the own past: quiet months count 0, months nobody reported do not count', () => {
    const past = [tally('2026-01', 4), tally('2026-03', 4)];
    expect(findRate([...past, tally('2026-05', 4)], rate({}), facts())).toMatchObject([{ figure: '4', base: '2.0000' }]);
    expect(findRate([...past, tally('2026-05', 3)], rate({}), facts())).toEqual([]);
    expect(findRate([...past, tally('2026-05', 4)], rate({ factor: '2.01' }), facts())).toEqual([]);
    // Only January and March are known: the mean is 4.
    expect(findRate([...past, tally('2026-05', 7)], rate({}), facts({ months: new Set(['2026-01', '2026-03', '2026-05']) }))).toEqual([]);
    expect(findRate([...past, tally('2026-05', 90)], rate({}), facts({ months: new Set(['2026-01', '2026-05']) }))).toEqual([]);
  });

  it('compare with the same month of last year', () => {
    expect(findRate([tally('2025-05', 2), tally('2026-05', 4)], rate({ against: { kind: 'lastYear' } }), facts())).toMatchObject([{ base: '2.0000' }]);
    expect(findRate([tally('2026-05', 4)], rate({ against: { kind: 'lastYear' } }), facts({ months: new Set(['2026-05']) }))).toEqual([]);
  });

  it('compare with all peers, those without a row among them, and per resident where these are known', () => {
    const all = [tally('2026-05', 9), tally('2026-05', 4, 4, 'b'), tally('2026-05', 4, 4, 'c')];
    const peers = ['a', 'b', 'c', 'd'];
    expect(findRate(all, rate({ against: { kind: 'peers', per: 'none' } }), facts({ peers }))).toMatchObject([{ subject: 'a', base: '4.0000' }]);
    const residents = new Map([['a', 90_000], ['b', 10_000], ['c', 10_000], ['d', 10_000]]);
    expect(findRate(all, rate({ against: { kind: 'peers', per: 'residents' } }), facts({ peers, residents }))).toEqual([]);
    const twoTowns = facts({ peers, residents: new Map([...residents].slice(0, 2)) });
    expect(findRate(all, rate({ against: { kind: 'peers', per: 'residents' } }), twoTowns)).toEqual([]);
  });
});

describe('what was raised before', () => {
  const found: Finding = { subject: 'a', window: 'w', from: '2026-05-01', to: '2026-05-31', figure: '4', base: null };
  const raised = { ...found, id: 7, open: true, due: true, supported: true };

  it('is the same matter where its days overlap, and grows while it is open', () => {
    expect(reconcile([found], [raised], '2026-01-01', asIs)).toEqual({ raise: [], update: [], unsupported: [] });
    expect(reconcile([{ ...found, figure: '5' }], [raised], '2026-01-01', asIs).update).toEqual([{ id: 7, grown: true, finding: { ...found, figure: '5' } }]);
    expect(reconcile([{ ...found, done: true }], [raised], '2026-01-01', asIs).update).toMatchObject([{ id: 7, grown: false }]);
    expect(reconcile([{ ...found, done: true }], [{ ...raised, due: false }], '2026-01-01', asIs).update).toEqual([]);
    expect(reconcile([{ ...found, figure: '5' }], [{ ...raised, open: false }], '2026-01-01', asIs)).toEqual({ raise: [], update: [], unsupported: [] });
    expect(reconcile([{ ...found, from: '2026-06-01', to: '2026-06-30' }], [raised], '2026-01-01', asIs)).toMatchObject({ raise: [{ from: '2026-06-01' }], unsupported: [7] });
  });

  it('raises what is new since it ended, and nothing of what it told', () => {
    const ended = { ...raised, from: '2026-05-01', to: '2026-05-10', open: false };
    const rows = ['2026-05-01', '2026-05-10', '2026-05-20', '2026-05-25'].map((day, index) => ({ day, tells: index !== 0 && index !== 2 }));
    const going = { ...found, to: '2026-05-25', rows };
    expect(reconcile([going], [ended], '2026-01-01', asIs).raise).toMatchObject([{ window: '2026-05-11', from: '2026-05-11', to: '2026-05-25', figure: '2' }]);
    expect(reconcile([{ ...going, to: '2026-05-20', rows: rows.slice(0, 3) }], [ended], '2026-01-01', asIs)).toEqual({ raise: [], update: [], unsupported: [] });
    // Once raised again, the second one grows.
    const again = { ...raised, id: 8, from: '2026-05-11', to: '2026-05-25', figure: '2' };
    expect(reconcile([going], [ended, again], '2026-01-01', asIs)).toEqual({ raise: [], update: [], unsupported: [] });
    const later = { ...going, to: '2026-05-28', rows: [...rows, { day: '2026-05-28', tells: true }] };
    expect(reconcile([later], [ended, again], '2026-01-01', asIs)).toMatchObject({ raise: [], update: [{ id: 8, finding: { from: '2026-05-11', figure: '3' } }] });
  });

  it('is not made smaller by looking less far back', () => {
    const cut = { ...found, from: '2026-05-10', figure: '3' };
    expect(reconcile([cut], [raised], '2026-05-05', asIs)).toEqual({ raise: [], update: [], unsupported: [] });
    expect(reconcile([{ ...cut, to: '2026-06-01' }], [raised], '2026-05-05', asIs).update).toHaveLength(1);
  });

  it('is no longer borne out when the data says nothing of it, unless it was not looked at or has ended', () => {
    expect(reconcile([], [raised], '2026-05-01', asIs).unsupported).toEqual([7]);
    expect(reconcile([], [raised], '2026-05-02', asIs).unsupported).toEqual([]);
    expect(reconcile([], [{ ...raised, open: false }], '2026-01-01', asIs).unsupported).toEqual([]);
    expect(reconcile([], [{ ...raised, supported: false }], '2026-01-01', asIs).unsupported).toEqual([]);
    expect(reconcile([found], [{ ...raised, supported: false }], '2026-01-01', asIs).update).toHaveLength(1);
  });
});
