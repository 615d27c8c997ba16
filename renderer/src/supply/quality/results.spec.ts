import { describe, expect, it } from 'vitest';
import type { QualityResult } from '#shared/contract/index.ts';
import type { Severity } from '#shared/domain/quality/index.ts';
import { change, chosenResults } from './results.ts';

const result = (id: string, severity: Severity, category: string, found: number | null, before: number | null = null): QualityResult => ({
  rule: { id, severity, category, kind: 'staleness', days: 1, name: { zh: id, en: id }, why: { zh: '', en: '' } },
  categoryName: { zh: '', en: '' }, checked: found === null ? null : 100, found, before, skipped: null,
});
const results = [result('a', 'low', '2.1', 0, 4), result('b', 'low', '2.10', 50, 50), result('c', 'high', '2.2', 3, 1), result('d', 'high', '2.2', 0), result('e', 'medium', '1.1', null)];
const ANY = { severity: null, category: null, onlyFailing: false };
const ids = (...input: Parameters<typeof chosenResults>): string => chosenResults(...input).map(({ rule }) => rule.id).join('');

describe('chosenResults', () => {
  it('puts grave rules with findings first', () => {
    expect(ids(results, ANY, null)).toBe('cbdea');
  });

  it('narrows and sorts as asked', () => {
    expect(ids(results, { ...ANY, onlyFailing: true }, null)).toBe('cb');
    expect(ids(results, { ...ANY, severity: 'high' }, null)).toBe('cd');
    expect(ids(results, { ...ANY, category: '2.1' }, null)).toBe('a');
    expect(ids(results, ANY, { field: 'found', direction: 'desc' })).toBe('bcade');
    expect(ids(results, ANY, { field: 'category', direction: 'asc' })).toBe('eacdb');
    expect(ids(results, ANY, { field: 'change', direction: 'asc' })).toBe('abdec');
  });
});

describe('change', () => {
  it('is known only where both runs judged the rule', () => {
    expect(results.map(change)).toEqual([-4, 0, 2, null, null]);
    expect(change({ ...results[2]!, skipped: 'noRows' })).toBeNull();
  });
});
