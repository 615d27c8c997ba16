import { expect, it } from 'vitest';
import type { CategorySummary, SystemSummary } from '#shared/contract/index.ts';
import { overviewRows, period, totals } from './overview-rows.ts';

const category = (id: string, zh: string, rows: number, rejects = 0): CategorySummary =>
  ({ id, slug: `slug_${id.replace('.', '_')}`, name: { zh, en: `Category ${id}` }, fieldCount: 3, rows, rejects, lastBatch: null, firstMonth: null, lastMonth: null });
const system = (id: string, categories: CategorySummary[]): SystemSummary => ({ id, name: { zh: id, en: id }, owner: { zh: id, en: id }, categories });
const systems = [system('S1', [category('1.1', '重大投资项目', 5, 1), category('1.2', '项目法人单位', 0)]), system('S2', [category('2.4', '信访件', 7, 2)])];
const ids = (systemId: string | null, text: string): string[] => overviewRows(systems, systemId, text).map((row) => row.category.id);

it('filters by system and by number, Chinese or English name', () => {
  expect(ids(null, '')).toEqual(['1.1', '1.2', '2.4']);
  expect(ids('S1', '')).toEqual(['1.1', '1.2']);
  expect(ids(null, '信访')).toEqual(['2.4']);
  expect(ids(null, ' CATEGORY 1.2')).toEqual(['1.2']);
  expect(ids('S2', '项目')).toEqual([]);
});

it('adds up', () => {
  expect(totals(systems.flatMap((entry) => entry.categories))).toEqual({ categories: 3, filled: 2, rows: 12, rejects: 3 });
});

it('names one month once', () => {
  expect(period({ firstMonth: '2026-01', lastMonth: '2026-01' })).toBe('2026-01');
  expect(period({ firstMonth: '2025-01', lastMonth: '2026-01' })).toBe('2025-01 – 2026-01');
  expect(period({ firstMonth: null, lastMonth: null })).toBeNull();
});
