import { isRealDay } from './calendar.ts';
import { accept, refuse, type Checked } from './result.ts';
import { compact, isMasked, isRoundedNumber } from './text.ts';

/** GB 11643-1999, ISO 7064 MOD 11-2. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK = '10X98765432';
const EIGHTEEN = /^[1-9]\d{16}[\dX]$/;
const FIFTEEN = /^[1-9]\d{14}$/;

/** The check character of the first 17 digits of a citizen identity number. */
export function citizenIdCheckCharacter(body: string): string {
  let sum = 0;
  for (let index = 0; index < 17; index++) sum += (body.charCodeAt(index) - 48) * (WEIGHTS[index] ?? 0);
  return CHECK.charAt(sum % 11);
}

/**
 * Citizen identity number, 18 digits with a valid check character or the 15 digits of before 1999 (kept as they are);
 * the day of birth must exist. A number that a spreadsheet rounded to 15 digits is told apart from a wrong one.
 */
export function checkCitizenId(text: string): Checked<string> {
  const id = compact(text).toUpperCase();
  if (EIGHTEEN.test(id)) {
    if (citizenIdCheckCharacter(id) === id.charAt(17) && isBirthday(id.slice(6, 14))) return accept(id);
    // Rounding zeroes the last three digits; one rounded number in eleven passes the check by chance, a true ...000 always does.
    return refuse(id.endsWith('000') ? 'rounded_id' : 'bad_citizen_id');
  }
  if (FIFTEEN.test(id) && isBirthday(`19${id.slice(6, 12)}`)) return accept(id);
  if (isRoundedNumber(id)) return refuse('rounded_id');
  if (isMasked(id)) return refuse('masked_value');
  return refuse('bad_citizen_id');
}

function isBirthday(digits: string): boolean {
  const year = Number(digits.slice(0, 4));
  return year >= 1850 && year < 2200 && isRealDay(year, Number(digits.slice(4, 6)), Number(digits.slice(6, 8)));
}
