import type { Unit } from '#shared/domain/catalogue/index.ts';
import { accept, refuse, type Checked } from './result.ts';
import { SAME, toScaled, type Conversion } from './scaled.ts';
import { compact, isRoundedNumber } from './text.ts';
import { conversion, unitName } from './units.ts';

const DIGITS = /^\d+$/;
/** 10^15 is below 2^53. */
const EXACT_DIGITS = 15;
const BARE = /^-?\d+(?:\.\d+)?$/;
const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const PARTS = /^([+-]?[\d,]*\.?\d*(?:[eE][+-]?\d{1,3})?)(.*)$/u;
const CURRENCY = /^(?:[¥$]|rmb|cny|人民币)/i;
const MAGNITUDES: Readonly<Record<string, number>> = { 千: 3, 万: 4, 百万: 6, 亿: 8 };
const HUNDREDTH: Conversion = { times: 1, shift: -2 };

export interface QuantityRule {
  /** Decimal places kept; 0 for whole numbers. */
  readonly scale: number;
  readonly unit?: Unit | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** Unit stated by the column's header, where it differs from the field's. */
  readonly columnUnit?: string | undefined;
}

/**
 * Reads a number as value x 10^scale: "1,200.50", "1200万元", "85%", "¥12", "3户", "1.2E+5".
 * A unit in the cell goes before the column's, the column's before the field's.
 */
export function compileQuantity(rule: QuantityRule): (text: string) => Checked<number> {
  const byColumn = rule.columnUnit === undefined || rule.unit === undefined ? SAME : conversion(rule.columnUnit, rule.unit);
  const low = rule.min === undefined ? -Infinity : rule.min * 10 ** rule.scale;
  const high = rule.max === undefined ? Infinity : rule.max * 10 ** rule.scale;

  const finish = (number: string, by: Conversion): Checked<number> => {
    const result = toScaled(number, rule.scale, by);
    if (!result.ok) return refuse(result.code, result.code === 'too_many_decimals' ? { max: rule.scale } : {});
    if (result.value < low || result.value > high) return refuse('out_of_range', bounds(rule));
    return accept(result.value);
  };

  const factor = 10 ** rule.scale;
  const mostDigits = byColumn === SAME ? EXACT_DIGITS - rule.scale : 0;

  return (text) => {
    // Most cells: digits alone, few enough for a double to hold the product exactly.
    if (text.length <= mostDigits && DIGITS.test(text)) {
      const value = Number(text) * factor;
      return value < low || value > high ? refuse('out_of_range', bounds(rule)) : accept(value);
    }
    if (byColumn !== null && BARE.test(text)) return finish(text, byColumn);
    const cell = compact(text).replace(CURRENCY, '').replace(/[整正]$/u, '');
    const [, amount = '', suffix = ''] = PARTS.exec(cell) ?? [];
    if (amount.includes(',') && !GROUPED.test(amount)) return refuse('bad_number');
    const number = amount.replaceAll(',', '');
    if (number === '' || number === '-' || number === '+') return refuse('bad_number');
    if (suffix !== '') {
      const by = suffixConversion(suffix, rule.unit);
      return by === null ? refuse('unit_mismatch', { unit: suffix }) : finish(number, by);
    }
    if (byColumn === null) return refuse('unit_mismatch', { unit: rule.columnUnit ?? '' });
    return isRoundedNumber(number) && Number(number) >= 1e15 ? refuse('rounded_id') : finish(number, byColumn);
  };
}

/** What a unit written in the cell means for a field in `unit`; null where it fits not at all. */
function suffixConversion(suffix: string, unit: Unit | undefined): Conversion | null {
  if (suffix === '%') return unit === '%' ? SAME : unit === undefined ? HUNDREDTH : null;
  if (unit !== undefined) {
    const direct = conversion(suffix, unit);
    if (direct !== null) return direct;
  }
  // 1.2万人 in a field of 人; 3万 in a field without a unit.
  const match = /^(百万|[千万亿])(.*)$/u.exec(suffix);
  const shift = MAGNITUDES[match?.[1] ?? ''];
  if (match === null || shift === undefined) return null;
  const rest = match[2] ?? '';
  if (rest !== '' && (unit === undefined || unitName(rest) !== unit)) return null;
  return { times: 1, shift };
}

function bounds({ min, max }: QuantityRule): Readonly<Record<string, number>> {
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}
