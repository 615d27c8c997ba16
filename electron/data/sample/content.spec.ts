import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadShipped, resourcesDir } from './fixtures/imported.ts';
import { createWorld } from './generate.ts';
import { loadSamplePlan } from './load-plan.ts';
import type { Row } from './model.ts';
import type { CategorySource } from './source.ts';
import type { SampleWorld } from './world.ts';

let world: SampleWorld;
beforeAll(() => {
  world = createWorld(loadSamplePlan(join(resourcesDir, 'sample')), loadShipped());
});

function rowsOf(source: CategorySource): Row[] {
  return Array.from({ length: source.distinct }, (_, index) => source.row(index));
}
function read(category: string, field: string): (string | null)[] {
  const source = world.source(category);
  return rowsOf(source).map((row) => row.value(source.position(field)));
}

/** Field of a category, and the key it names. */
const REFERENCES: readonly (readonly [string, string, string, string])[] = [
  ...['1.2', '1.3', '1.4', '1.5', '1.6', '1.7', '2.6', '4.5', '6.6'].map((id) => [id, 'project_code', '1.1', 'project_code'] as const),
  ['1.2', 'credit_code', '7.1', 'credit_code'],
  ['2.2', 'ticket_no', '2.1', 'ticket_no'], ['2.3', 'ticket_no', '2.1', 'ticket_no'],
  ['2.5', 'petition_no', '2.4', 'petition_no'], ['2.6', 'petition_nos', '2.4', 'petition_no'], ['2.7', 'petition_no', '2.4', 'petition_no'],
  ['3.3', 'dispute_no', '3.2', 'dispute_no'], ['4.4', 'dispute_no', '3.2', 'dispute_no'], ['4.2', 'case_no', '4.3', 'case_no'],
  ['5.3', 'basis_no', '5.1', 'case_no'], ['5.4', 'case_no', '5.3', 'case_no'], ['5.6', 'became_case_no', '5.1', 'case_no'],
  ['6.3', 'task_no', '6.2', 'task_no'], ['6.4', 'case_no', '6.1', 'document_no'], ['6.6', 'penalty_no', '6.1', 'document_no'], ['6.5', 'lawsuit_no', '5.2', 'case_no'],
  ...['5.5', '6.1', '6.3', '6.4', '7.2', '7.3', '7.6', '7.7'].map((id) => [id, 'credit_code', '7.1', 'credit_code'] as const),
];

describe('how the categories hang together', () => {
  it('refers to keys that exist', () => {
    for (const [category, field, target, key] of REFERENCES) {
      const known = new Set(read(target, key));
      const named = read(category, field).filter((value) => value !== null);
      expect([category, field, named.length > 5]).toEqual([category, field, true]);
      expect([category, field, named.filter((value) => !known.has(value))]).toEqual([category, field, []]);
    }
  });

  it('keeps a town to its own: a petition and its collective visit, an event and its grid', () => {
    const visits = world.source('2.6');
    const linked = rowsOf(visits).filter((row) => row.related('petition') !== null);
    expect(linked.length).toBeGreaterThan(100);
    expect(linked.filter((row) => row.related('petition')?.town !== row.town)).toEqual([]);
    expect(linked.filter((row) => (row.related('petition')?.time ?? 0) > row.time)).toEqual([]);
    const events = world.source('3.1');
    const grid = events.position('grid');
    expect(rowsOf(events).filter((row) => row.value(grid)?.startsWith(row.town.code) !== true)).toEqual([]);
  });

  it('lets nothing happen before what it follows, or after the last month', () => {
    for (const [category, earlier, later] of [['2.2', 'dispatched_at', 'answered_at'], ['3.1', 'reported_at', 'closed_at'], ['4.1', 'reported_at', 'arrived_at'], ['5.1', 'filed_on', 'closed_on']] as const) {
      const [from, to] = [read(category, earlier), read(category, later)];
      expect(to.filter((value, index) => value !== null && value < (from[index] ?? ''))).toEqual([]);
      expect([...from, ...to].filter((value) => value !== null && value >= '2026-11')).toEqual([]);
    }
  });

  it('adds up: households signed and unsigned, investment month by month, red codes in a row', () => {
    const [all, signed, unsigned] = ['households', 'signed_households', 'unsigned_households'].map((field) => read('1.7', field).map(Number));
    expect(all!.every((value, index) => Object.is((signed![index] ?? 0) + (unsigned![index] ?? 0), value))).toBe(true);
    expect(unsigned!.some((value) => value > 10)).toBe(true);

    const progress = world.source('1.5');
    const [done, month] = [progress.position('total_done'), progress.position('month_done')];
    for (const row of rowsOf(progress).filter(({ period }) => period > 0)) {
      expect(Number(row.value(month)) + Number(row.related('prev')?.value(done))).toBeCloseTo(Number(row.value(done)), 6);
    }

    const codes = world.source('7.7');
    const [colour, streak] = [codes.position('colour'), codes.position('red_streak')];
    for (const row of rowsOf(codes)) {
      const before = Number(row.related('prev')?.value(streak) ?? 0);
      expect(Number(row.value(streak))).toBe(row.value(colour) === 'red' ? before + 1 : 0);
    }
    expect(read('7.7', 'red_streak').some((value) => Number(value) >= 3)).toBe(true);
    expect(read('7.7', 'joint_action_on').some((value) => value !== null)).toBe(true);
  });

  it('keeps a score of a hundred points to a hundred', () => {
    const scores = read('7.7', 'score').map(Number);
    expect(Math.max(...scores)).toBe(100);
    expect(Math.min(...scores)).toBeGreaterThanOrEqual(0);
  });
});

describe('how towns and months differ', () => {
  const counts = (category: string, of: (row: Row) => string | number): number[] => {
    const tally = new Map<string | number, number>();
    for (const row of rowsOf(world.source(category))) tally.set(of(row), (tally.get(of(row)) ?? 0) + 1);
    return [...tally.values()].sort((a, b) => b - a);
  };

  it('gives the busiest towns several times their share, and leaves none of the counties empty', () => {
    for (const category of ['2.4', '2.6', '3.2', '4.1', '5.1']) {
      const towns = counts(category, (row) => row.town.code);
      const top = towns.slice(0, 10).reduce((sum, count) => sum + count, 0);
      expect([category, top > 498 * 0.25, towns.length > 50]).toEqual([category, true, true]);
      expect(counts(category, (row) => row.town.countyCode)).toHaveLength(6);
    }
  });

  it('holds the towns\' natures apart from the seed', () => {
    const other = createWorld(loadSamplePlan(join(resourcesDir, 'sample')), { ...loadShipped(), seed: 1 });
    expect(other.towns.list).toEqual(world.towns.list);
    expect(other.towns.weights('land')).toEqual(world.towns.weights('land'));
  });

  it('has seasons: wage disputes in winter, storms in summer', () => {
    const months = (category: string, wanted: readonly number[]): number =>
      rowsOf(world.source(category)).filter((row) => wanted.includes(new Date(row.time * 1000).getUTCMonth())).length / 498;
    expect(months('3.2', [11, 0])).toBeGreaterThan(0.22); // two of twelve months
    expect(months('7.5', [5, 6, 7])).toBeGreaterThan(0.4);
  });

  it('covers 48 months of events, and every town in each of the last four months of the population', () => {
    expect(counts('2.4', (row) => new Date(row.time * 1000).toISOString().slice(0, 7)).length).toBeGreaterThan(44);
    const [region, month] = [read('4.6', 'region'), read('4.6', 'stat_month')];
    for (const wanted of ['2026-07', '2026-08', '2026-09', '2026-10']) {
      expect(new Set(region.filter((_, index) => month[index] === wanted)).size).toBe(103);
    }
    expect(world.source('4.6').profile.soundFirst).toBe(4 * 103);
  });

  it('never makes a key twice, however many rows', () => {
    const many = createWorld(loadSamplePlan(join(resourcesDir, 'sample')), { ...loadShipped(), rowsPerCategory: 3_000_000 });
    for (const [category, field] of [['1.1', 'project_code'], ['7.1', 'credit_code']] as const) {
      const source = many.source(category);
      const values = [0, 999_999, 1_000_000, 1_999_999, 2_000_000].map((index) => source.row(index).value(source.position(field)));
      expect(new Set(values).size).toBe(values.length);
    }
    expect(many.source('4.6').distinct).toBe(103 * 48);
  });
});
