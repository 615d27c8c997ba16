import { accept, refuse, type Checked } from './result.ts';
import { compact, isMasked, isRoundedNumber } from './text.ts';

/** GB 32100-2015: digits and capitals without I, O, S, V, Z. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const SHAPE = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;
const VALUE = new Map(Array.from(ALPHABET, (char, value) => [char, value] as const));
/** 3^0 ... 3^16 modulo 31. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** The check character of the first 17 characters of a unified social credit code. */
export function creditCodeCheckCharacter(body: string): string {
  let sum = 0;
  for (let index = 0; index < 17; index++) sum += (VALUE.get(body.charAt(index)) ?? 0) * (WEIGHTS[index] ?? 0);
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** Unified social credit code (GB 32100): 18 characters with a valid check character; small letters and blanks are mended. */
export function checkCreditCode(text: string): Checked<string> {
  const code = compact(text).toUpperCase();
  if (SHAPE.test(code) && creditCodeCheckCharacter(code) === code.charAt(17)) return accept(code);
  if (isRoundedNumber(code)) return refuse('rounded_id');
  if (isMasked(code)) return refuse('masked_value');
  return refuse('bad_credit_code');
}
