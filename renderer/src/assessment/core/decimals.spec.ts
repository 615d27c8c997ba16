import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDecimal } from '#shared/domain/decimal/index.ts';
import { asPercent, compareDecimals, isExactlyOne, isShortened, readShare, shownAgainst, shownDecimal } from './decimals.ts';

describe('shownDecimal', () => {
  it.each([['0.3795', '0.3795'], ['0.175', '0.1750'], ['0', '0.0000'], ['0.37945', '0.3795'], ['1', '1.0000']])('%s -> %s', (text, shown) =>
    expect(shownDecimal(text)).toBe(shown));
  it('keeps "not scored" apart from 0', () => expect(shownDecimal(null)).toBeNull());
  it('says when digits are left out', () => {
    expect(isShortened('0.37945')).toBe(true);
    expect(isShortened('0.3795')).toBe(false);
  });
});

describe('shownAgainst', () => {
  it('does not round onto a cut-off', () => {
    expect(shownAgainst('0.359996', ['0.36', '0.64'])).toBe('0.359996');
    expect(shownAgainst('0.36', ['0.36', '0.64'])).toBe('0.3600');
    expect(shownAgainst('0.64000000001', ['0.64'])).toBe('0.64000000001');
  });
  it('stands on the same side as the exact value, always', () => {
    const digits = fc.integer({ min: 0, max: 10 ** 9 }).map((n) => `0.${String(n).padStart(9, '0')}`);
    fc.assert(fc.property(digits, (text) => {
      const shown = shownAgainst(text, ['0.36', '0.64']) ?? '';
      return ['0.36', '0.64'].every((limit) => parseDecimal(shown)?.cmp(limit) === parseDecimal(text)?.cmp(limit));
    }));
  });
});

describe('readShare', () => {
  it.each([['0.7', '0.7'], [' .7 ', '0.7'], ['0.70', '0.70'], ['1.', '1'], ['70%', '0.7'], ['１２．５％', '0.125'], ['00.5', '0.5'], ['0', '0'], ['1', '1']])('%s -> %s', (typed, text) =>
    expect(readShare(typed)).toEqual({ kind: 'value', text }));
  it.each([['abc', 'notANumber'], ['1e-1', 'notANumber'], ['0,5', 'notANumber'], ['1.01', 'range'], ['-0.1', 'range'], ['101%', 'range']])('%s is refused: %s', (typed, reason) =>
    expect(readShare(typed)).toEqual({ kind: 'wrong', reason }));
  it('an emptied field is no 0', () => expect(readShare('  ')).toEqual({ kind: 'empty' }));
});

it('asPercent keeps every digit', () => expect(asPercent('0.12345')).toBe('12.345'));

it('compareDecimals is exact and puts what is missing last', () => {
  expect(compareDecimals('0.30000000000000000001', '0.3')).toBe(1);
  expect([null, '0.1', '0.09'].sort(compareDecimals)).toEqual(['0.09', '0.1', null]);
});

it('isExactlyOne does not round', () => {
  expect(isExactlyOne('1.000')).toBe(true);
  expect(isExactlyOne('0.99999999999999999999')).toBe(false);
});
