import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldById, type CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { queriesOf, type CategoryQuery, type RowCondition } from '#shared/domain/stability/index.ts';
import { computeMonth } from './compute.ts';
import { definitionsOf, newestDefinition } from './definitions.ts';
import { keptState, readCells, readMonths } from './figure-repository.ts';
import { actor, openSampleStore, SAMPLE_MONTH, writeSample, type SampleStore } from './fixtures/sample-store.ts';
import { planPasses, type Pass } from './pass.ts';

/** Every query that the shipped indices ask, on sample data that went through the import, against a count of the rows one by one. */
let folder: string;
let sample: SampleStore;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shipped-'));
  sample = await openSampleStore(await writeSample(folder, 150));
  for (const subject of ['town', 'department'] as const) await computeMonth(sample.core.contextFor(actor('evaluator', 'all')), subject, SAMPLE_MONTH);
}, 120_000);
afterAll(async () => {
  await sample.close();
  rmSync(folder, { recursive: true, force: true });
});

type Row = Readonly<Record<string, string | number | null>>;
const read = new Map<string, readonly Row[]>();

function rowsOf({ id, slug }: CategoryDescriptor): readonly Row[] {
  const rows = read.get(id) ?? (sample.core.context.store.raw.prepare(`SELECT * FROM cat_${slug} WHERE superseded_by IS NULL`).all() as Row[]);
  read.set(id, rows);
  return rows;
}

const day = (value: unknown): string => String(value).slice(0, 10);
const seconds = (text: string): number => Date.parse(`${text.replace(' ', 'T')}${text.length === 10 ? 'T00:00:00' : ''}Z`) / 1000;

const stored = (value: string | boolean): string | number => (typeof value === 'boolean' ? Number(value) : value);

/** An empty cell meets only that it is empty. */
function meets(category: CategoryDescriptor, row: Row, condition: RowCondition): boolean {
  const value = row[condition.field] ?? null;
  if (condition.op === 'isNull') return value === null;
  if (value === null) return false;
  const bound = (text: string): number => Number(text) * 10 ** (fieldById(category, condition.field)?.scale ?? 0);
  switch (condition.op) {
    case 'notNull': return true;
    case 'eq': return value === stored(condition.value);
    case 'in': return condition.value.some((one) => value === stored(one));
    case 'gte': return Number(value) >= bound(condition.value);
    case 'lte': return Number(value) <= bound(condition.value);
    case 'gt': return Number(value) > bound(condition.value);
    case 'notAfter':
    case 'after': {
      const other = row[condition.other] ?? null;
      return other !== null && (day(value) > day(other)) === (condition.op === 'after');
    }
    case 'within': {
      const since = row[condition.since] ?? null;
      const { limit } = condition;
      const days = 'days' in limit ? limit.days : 'daysField' in limit ? (row[limit.daysField] ?? null) : 0;
      if (since === null || days === null) return false;
      const passed = 'minutes' in limit ? seconds(String(value)) - seconds(String(since)) : seconds(day(value)) - seconds(day(since));
      return passed >= 0 && passed <= ('minutes' in limit ? limit.minutes * 60 : Number(days) * 86_400);
    }
  }
}

function counted({ category, via, by }: Pass, { measure, where }: CategoryQuery): string[] {
  const largest = (others: readonly Row[], column: string): string | null => others.flatMap((other) => (other[column] === null ? [] : [String(other[column])])).sort().at(-1) ?? null;
  const others = new Map<unknown, Row[]>();
  for (const other of via === null ? [] : rowsOf(via.category)) others.set(other[via?.field ?? ''], [...(others.get(other[via?.field ?? '']) ?? []), other]);
  const found = new Map<string, bigint>();
  for (const row of rowsOf(category)) {
    if (!where.every((condition) => meets(category, row, condition))) continue;
    const of = (column: string): string | null => (row[column] == null ? largest(via === null ? [] : (others.get(row[via.field]) ?? []), column) : String(row[column]));
    const subject = by === 'department' ? (of('n_department') ?? '') : (of('n_town') ?? of('n_county') ?? '');
    const key = `${String(row['n_date'] ?? '').slice(0, 7)} ${subject}`;
    found.set(key, (found.get(key) ?? 0n) + (measure.kind === 'count' ? 1n : BigInt(row[measure.field] ?? 0)));
  }
  return [...found].flatMap(([key, value]) => (value === 0n ? [] : [`${key} ${value.toString()}`])).sort();
}

async function kept(hash: string): Promise<string[]> {
  const { db } = sample.core.context.store;
  const state = await keptState(db, hash);
  const months = state === null ? [] : await readMonths(db, state, '0000-00', '9999-99');
  return months.flatMap(({ month, cells }) => Object.entries(readCells(cells)).map(([subject, value]) => `${month} ${subject} ${String(value)}`)).sort();
}

describe.each(['town', 'department'] as const)('the index by %s', (subject) => {
  it('keeps for every query what its rows say', async () => {
    const { context } = sample.core;
    const passes = planPasses(context.catalogue, subject, queriesOf(newestDefinition(definitionsOf(context), subject).value));
    let cells = 0;
    for (const pass of passes) {
      for (const { query, hash } of pass.queries) {
        const wanted = counted(pass, query);
        expect([query, await kept(hash)]).toEqual([query, wanted]);
        cells += wanted.length;
      }
    }
    expect(passes.length).toBeGreaterThan(5);
    expect(cells).toBeGreaterThan(1000);
  });
});
