import { beforeAll, expect, it } from 'vitest';
import { REJECT_CODES } from '#shared/domain/codes/index.ts';
import { i18n } from '@/i18n/index.ts';
import { reasonName, reasonWords } from './reason-words.ts';

beforeAll(() => {
  i18n.global.locale.value = 'en';
});
const words = (code: string, params: Record<string, string | number> = {}): string => reasonWords({ code, field: 'amount', params }, null);

it('says the range that is meant', () => {
  expect(words('out_of_range', { min: 0, max: 9 })).toBe('amount: outside the allowed range (0 to 9)');
  expect(words('out_of_range', { min: 0 })).toBe('amount: outside the allowed range (at least 0)');
  expect(words('out_of_range', { max: 9 })).toBe('amount: outside the allowed range (at most 9)');
});

it('has words and a short name for every code of the field checks, and for one that is new', () => {
  for (const code of [...REJECT_CODES, 'extra_cells', 'unknown_keys', 'beside_table']) {
    expect(words(code), code).not.toContain('against the rules');
    expect(reasonName(code), code).not.toContain('against the rules');
  }
  expect(words('from_the_future')).toBe('amount: against the rules (from_the_future)');
});

it('leaves braces of no message in the text', () => {
  for (const code of REJECT_CODES) expect(words(code, { value: 'v', min: 1, max: 2, unit: 'u', year: '2024', expected: 3, found: 4 }), code).not.toMatch(/[{}]/u);
});
