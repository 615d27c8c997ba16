import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileQuantity, conversion, scaledToText, toScaled, unitsFor, type Checked, type QuantityRule } from './index.ts';

const outcome = (result: Checked<unknown>): unknown => (result.ok ? result.value : `!${result.reason.code}`);
const read = (rule: QuantityRule, text: string): unknown => outcome(compileQuantity(rule)(text));

describe('exact decimals as scaled integers', () => {
  const scale = fc.integer({ min: 0, max: 8 });
  const value = fc.maxSafeInteger();

  it('come back as they went in', () => {
    fc.assert(fc.property(value, scale, (integer, places) => {
      expect(toScaled(scaledToText(integer, places), places)).toEqual({ ok: true, value: integer === 0 ? 0 : integer });
    }));
  });

  it('agree with exact arithmetic whatever the exponent', () => {
    fc.assert(fc.property(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), fc.integer({ min: -6, max: 6 }), scale, (mantissa, exponent, places) => {
      const power = exponent + places;
      const result = toScaled(`${String(mantissa)}e${String(exponent)}`, places);
      const exact = power >= 0 ? BigInt(mantissa) * 10n ** BigInt(power) : null;
      const divisor = power < 0 ? 10n ** BigInt(-power) : 1n;
      if (exact === null && BigInt(mantissa) % divisor !== 0n) {
        expect(result).toEqual({ ok: false, code: 'too_many_decimals' });
        return;
      }
      const expected = exact ?? BigInt(mantissa) / divisor;
      const safe = expected >= BigInt(Number.MIN_SAFE_INTEGER) && expected <= BigInt(Number.MAX_SAFE_INTEGER);
      expect(result).toEqual(safe ? { ok: true, value: Number(expected) } : { ok: false, code: 'out_of_range' });
    }));
  });

  it('lose the noise of a double and nothing else', () => {
    expect(toScaled('0.30000000000000004', 2)).toEqual({ ok: true, value: 30 });
    expect(toScaled('0.5699999999999999', 2)).toEqual({ ok: true, value: 57 });
    expect(toScaled('1234.5600000000001', 2)).toEqual({ ok: true, value: 123_456 });
    expect(toScaled('0.305', 2)).toEqual({ ok: false, code: 'too_many_decimals' });
    expect(toScaled('12345678901234.567', 2)).toEqual({ ok: false, code: 'too_many_decimals' });
    expect(toScaled('9007199254740993', 0)).toEqual({ ok: false, code: 'out_of_range' });
    expect(toScaled('-0', 2)).toEqual({ ok: true, value: 0 });
  });

  it('take cents that a spreadsheet summed', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 99_999_999 }), { minLength: 2, maxLength: 5 }), (cents) => {
      const sum = cents.map((cent) => cent / 100).reduce((a, b) => a + b);
      expect(toScaled(String(sum), 2)).toEqual({ ok: true, value: cents.reduce((a, b) => a + b) });
    }));
  });
});

describe('a number in a cell', () => {
  const wan: QuantityRule = { scale: 6, unit: '万元', min: 0 };
  const yuan: QuantityRule = { scale: 2, unit: '元', min: 0 };
  const people: QuantityRule = { scale: 0, unit: '人', min: 0, max: 1_000_000 };
  it.each<[QuantityRule, string, unknown]>([
    [wan, '1200', 1_200_000_000],
    [wan, '1200.5', 1_200_500_000],
    [wan, '1200万元', 1_200_000_000],
    [wan, '1200万', 1_200_000_000],
    [wan, '12,000,000元', 1_200_000_000],
    [wan, '12345678.91元', 1_234_567_891],
    [wan, '1.2亿', 12_000_000_000],
    [wan, '１，２００．５', 1_200_500_000],
    [wan, '¥1,200.50万元整', 1_200_500_000],
    [wan, '0.0000001', '!too_many_decimals'],
    [wan, '1,20', '!bad_number'],
    [wan, '1200户', '!unit_mismatch'],
    [wan, '约1200', '!bad_number'],
    [wan, '-5', '!out_of_range'],
    [yuan, '1200.5', 120_050],
    [yuan, '￥1200.50元', 120_050],
    [yuan, '1.2万元', 1_200_000],
    [yuan, '1.005', '!too_many_decimals'],
    [{ ...yuan, columnUnit: '万元' }, '12.345678', 12_345_678],
    [{ ...yuan, columnUnit: '万元' }, '12元', 1200],
    [{ ...wan, columnUnit: '元' }, '1234567.89', 123_456_789],
    [{ ...wan, columnUnit: '平方米' }, '1', '!unit_mismatch'],
    [people, '35', 35],
    [people, '35人', 35],
    [people, '35.0', 35],
    [people, '1.2万人', 12_000],
    [people, '3.5', '!too_many_decimals'],
    [people, '2000000', '!out_of_range'],
    [{ scale: 4, unit: '%' }, '85.5%', 855_000],
    [{ scale: 4, unit: '%' }, '-2.5', -25_000],
    [{ scale: 4 }, '85%', 8500],
    [{ scale: 4 }, '3万', 300_000_000],
    [{ scale: 4, unit: '亩' }, '2公顷', 300_000],
    [{ scale: 4, unit: '亩' }, '1000㎡', 15_000],
    [{ scale: 4, unit: '公顷' }, '15亩', '!unit_mismatch'], // a fifteenth has no last digit
    [{ scale: 0, unit: '天' }, '5个工作日', 5],
    [{ scale: 2, unit: '元/亩' }, '6.8万元/亩', 6_800_000],
    [people, '', '!bad_number'],
    [people, '-', '!bad_number'],
  ])('%j reads %s as %s', (rule, text, expected) => expect(read(rule, text)).toBe(expected));

  it('means the same amount in 元 and in 万元', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 10 ** 14 }), (cents) => {
      const text = scaledToText(cents, 2);
      expect(read({ ...wan, columnUnit: '元' }, text)).toBe(cents);
      expect(read(wan, `${text}元`)).toBe(cents);
      expect(read(wan, scaledToText(cents, 6))).toBe(cents);
      expect(read(yuan, `${scaledToText(cents, 6)}万元`)).toBe(cents);
    }));
  });
});

describe('units', () => {
  it('convert only where whole numbers do it exactly', () => {
    expect(conversion('万元', '元')).toEqual({ times: 1, shift: 4 });
    expect(conversion('公顷', '亩')).toEqual({ times: 15, shift: 0 });
    expect(conversion('亩', '公顷')).toBeNull();
    expect(conversion('元', '平方米')).toBeNull();
    expect(conversion('工作日', '天')).toEqual({ times: 1, shift: 0 });
    expect(unitsFor('万元')).toEqual(['万元', '元', '千元', '百万元', '千万元', '亿元']);
    expect(unitsFor('人')).toEqual(['人']);
  });
});
