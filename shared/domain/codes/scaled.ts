const PLAIN = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;
/** A double keeps 15 decimal digits; what stands beyond them in a cell is the noise of its arithmetic. */
const DOUBLE_DIGITS = 15;

export type ScaledResult = { readonly ok: true; readonly value: number } | { readonly ok: false; readonly code: 'bad_number' | 'too_many_decimals' | 'out_of_range' };

/** A conversion by whole numbers: value x times x 10^shift. */
export interface Conversion {
  readonly times: number;
  readonly shift: number;
}
export const SAME: Conversion = { times: 1, shift: 0 };

/**
 * Decimal text times a conversion as value x 10^scale, exactly; nothing is rounded but the noise of a double
 * (0.30000000000000004 is 0.3, as every spreadsheet shows it). The result is a safe integer.
 */
export function toScaled(text: string, scale: number, conversion: Conversion = SAME): ScaledResult {
  const match = PLAIN.exec(text);
  const whole = match?.[2] ?? '';
  const fraction = match?.[3] ?? '';
  if (match === null || whole + fraction === '') return { ok: false, code: 'bad_number' };
  const digits = whole + fraction;
  const exponent = Number(match[4] ?? 0) - fraction.length + conversion.shift + scale;
  const exact = shifted(multiply(digits, conversion.times), exponent);
  const result = exact.ok || exact.code !== 'too_many_decimals' ? exact : (withoutNoise(digits, exponent, conversion.times) ?? exact);
  return result.ok && match[1] === '-' && result.value !== 0 ? { ok: true, value: -result.value } : result;
}

/** digits x 10^exponent as a safe integer. */
function shifted(digits: string, exponent: number): ScaledResult {
  const trimmed = digits.replace(/^0+/, '');
  const core = trimmed.replace(/0+$/, '');
  const power = exponent + trimmed.length - core.length;
  if (core === '') return { ok: true, value: 0 };
  if (power < 0) return { ok: false, code: 'too_many_decimals' };
  if (core.length + power > 16) return { ok: false, code: 'out_of_range' };
  const value = Number(core + '0'.repeat(power));
  return Number.isSafeInteger(value) ? { ok: true, value } : { ok: false, code: 'out_of_range' };
}

function multiply(digits: string, times: number): string {
  return times === 1 ? digits : (BigInt(digits) * BigInt(times)).toString();
}

/** The same number at 15 digits, where the rest can only be noise (within a few units of a double's last place); null otherwise. */
function withoutNoise(digits: string, exponent: number, times: number): ScaledResult | null {
  const core = digits.replace(/^0+/, '');
  const extra = core.length - DOUBLE_DIGITS;
  if (extra < 1) return null;
  const unit = 10n ** BigInt(extra);
  const kept = (BigInt(core) + unit / 2n) / unit;
  const difference = BigInt(core) - kept * unit;
  // |difference| / value <= 1e-15
  if ((difference < 0n ? -difference : difference) * 10n ** 15n > BigInt(core)) return null;
  const result = shifted(multiply(kept.toString(), times), exponent + extra);
  return result.ok ? result : null;
}

/** The decimal text of a stored integer: (1234500, 4) is "123.45". No trailing zeros. */
export function scaledToText(value: number, scale: number): string {
  const sign = value < 0 ? '-' : '';
  const digits = String(Math.abs(value)).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return fraction === '' ? `${sign}${whole}` : `${sign}${whole}.${fraction}`;
}
