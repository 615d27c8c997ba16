import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areReciprocal, decimalSchema, exact, exactInteger, isDecimalString, isPositive, MAX_DECIMAL_LENGTH, parseDecimal, parseRatio,
  sumOf, toDecimalString, toFixedString, toReal,
} from './index.ts';

/** 0.000 ... 1.000 as text, from an integer count of thousandths. */
const thousandths = fc.integer({ min: 0, max: 1000 }).map((n) => ({ n, text: (n / 1000).toFixed(3) }));

describe('plain decimal notation', () => {
  it.each(['0', '1', '-1', '0.36', '1.00', '100', '0.000000000000000000001'])('takes %s', (text) => {
    expect(isDecimalString(text)).toBe(true);
  });

  it.each(['', ' 1', '1 ', '.5', '1.', '+1', '1e-1', '1E2', '0x1', '１', '0,5', '1_0', '--1', 'NaN', 'Infinity', '007', '00.5', '1\n'])(
    'refuses %j',
    (text) => {
      expect(parseDecimal(text)).toBeNull();
      expect(decimalSchema.safeParse(text).success).toBe(false);
      expect(() => exact(text, { factor: 'A1' })).toThrow(expect.objectContaining({ code: 'NOT_A_NUMBER', details: expect.objectContaining({ factor: 'A1' }) }));
    },
  );

  it('refuses a number that is not text and a text beyond the limit', () => {
    expect(decimalSchema.safeParse(0.5).success).toBe(false);
    expect(parseDecimal(`0.${'1'.repeat(MAX_DECIMAL_LENGTH - 2)}`)).not.toBeNull();
    expect(parseDecimal(`0.${'1'.repeat(MAX_DECIMAL_LENGTH - 1)}`)).toBeNull();
  });

  it('takes whole numbers that are not text, and no others', () => {
    expect(toDecimalString(exactInteger(200))).toBe('200');
    for (const value of [0.5, Number.NaN, Infinity, 2 ** 53]) expect(() => exactInteger(value)).toThrow(/whole number/);
  });

  it('writes every digit and no exponent', () => {
    expect(toDecimalString(exact('0.0000000000000000000000001'))).toBe('0.0000000000000000000000001');
    expect(toDecimalString(exact('1000000000000000000000000000000'))).toBe('1000000000000000000000000000000');
    expect(toDecimalString(exact('1.00'))).toBe('1');
    expect(toDecimalString(exact('-0'))).toBe('0');
  });

  it('rounds half up where a fixed number of decimals is asked for, and never to minus zero', () => {
    expect(toFixedString(exact('0.125'), 2)).toBe('0.13');
    expect(toFixedString(exact('-0.001'), 2)).toBe('0.00');
    expect(toFixedString(exact('3'), 6)).toBe('3.000000');
  });
});

describe('exact arithmetic', () => {
  it('has no floating-point error where doubles have one', () => {
    expect(toDecimalString(exact('0.2').times(exact('0.2')))).toBe('0.04');
    expect(toDecimalString(exact('0.8').times(exact('0.8')))).toBe('0.64');
    expect(toDecimalString(sumOf(Array.from({ length: 10 }, () => exact('0.1').times(exact('0.36')))))).toBe('0.36');
  });

  it('agrees with integer arithmetic for every product and sum of thousandths', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(thousandths, thousandths, thousandths), { maxLength: 60 }), (rows) => {
        const total = sumOf(rows.map(([w, p, q]) => exact(w.text).times(exact(p.text)).times(exact(q.text))));
        const integer = rows.reduce((sum, [w, p, q]) => sum + BigInt(w.n) * BigInt(p.n) * BigInt(q.n), 0n);
        expect(total.times(exact('1000000000')).toFixed()).toBe(integer.toString());
      }),
    );
  });

  it('does not round the longest product it can be given', () => {
    const longest = exact(`0.${'9'.repeat(MAX_DECIMAL_LENGTH - 2)}`);
    const product = longest.times(longest).times(longest);
    expect(product.decimalPlaces()).toBe(3 * (MAX_DECIMAL_LENGTH - 2));
    expect(product.lt(longest.times(longest))).toBe(true);
  });
});

describe('ratios', () => {
  it('knows exact reciprocals', () => {
    expect(areReciprocal(parseRatio('3'), parseRatio('1/3'))).toBe(true);
    expect(areReciprocal(parseRatio('2'), parseRatio('0.5'))).toBe(true);
    expect(areReciprocal(parseRatio('3/7'), parseRatio('7/3'))).toBe(true);
    expect(areReciprocal(parseRatio('3'), parseRatio('0.3333333333333333333333333333'))).toBe(false);
  });

  it('knows the sign and divides to well over 12 digits', () => {
    expect(isPositive(parseRatio('-1/3'))).toBe(false);
    expect(isPositive(parseRatio('-1/-3'))).toBe(true);
    expect(isPositive(parseRatio('0'))).toBe(false);
    expect(toReal(parseRatio('1/3')).toFixed(30)).toBe('0.333333333333333333333333333333');
  });

  it.each(['1/0', '1/', '/3', '1/2/3', 'a', '', '1 / 3'])('refuses %j', (text) => {
    expect(() => parseRatio(text)).toThrow(expect.objectContaining({ code: 'NOT_A_NUMBER' }));
  });
});
