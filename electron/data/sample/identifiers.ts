/**
 * Identifiers with right check digits that no real organisation or person can hold:
 * - organisation codes begin with YL (yang li, "sample"); real ones are digits or begin with MA, MB ...;
 * - citizen ids name the prefecture 330600 (ids are issued by counties) and the sequence 000 (issued from 001);
 * - telephone numbers begin with 1540000: the 154 range was never given to a network.
 */
const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const CITIZEN_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CITIZEN_CHECKS = '10X98765432';

/** GB 11714: check character of an eight-place organisation code. */
function organisationCheck(body: string): string {
  const sum = Array.from(body).reduce((total, char, i) => total + Number.parseInt(char, 36) * (ORGANISATION_WEIGHTS[i] ?? 0), 0);
  const rest = 11 - (sum % 11);
  if (rest === 11) return '0';
  return rest === 10 ? 'X' : String(rest);
}

/** GB 32100: check character of the first seventeen places. */
function creditCheck(body: string): string {
  let power = 1;
  let sum = 0;
  for (const char of body) {
    sum += CREDIT_ALPHABET.indexOf(char) * power;
    power = (power * 3) % 31;
  }
  return CREDIT_ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/**
 * The unified social credit code of synthetic enterprise number `serial`.
 *
 * @param county six digits
 * @param serial from 0; beyond a million the class of the organisation tells them apart, beyond nine millions they wrap
 */
export function creditCode(county: string, serial: number): string {
  const organisation = `YL${String(serial % 1_000_000).padStart(6, '0')}`;
  const body = `9${1 + (Math.floor(serial / 1_000_000) % 9)}${county}${organisation}${organisationCheck(organisation)}`;
  return body + creditCheck(body);
}

/**
 * A citizen id, eighteen places.
 *
 * @param birth 'YYYYMMDD'
 */
export function citizenId(birth: string): string {
  const body = `330600${birth}000`;
  const sum = Array.from(body).reduce((total, char, i) => total + Number(char) * (CITIZEN_WEIGHTS[i] ?? 0), 0);
  return body + CITIZEN_CHECKS.charAt(sum % 11);
}

/** The old form of fifteen places, as ids before 1999 had it: no century, no check digit. */
export function oldCitizenId(birth: string): string {
  return `330600${birth.slice(2)}000`;
}

/** @param serial 0 .. 9,999; higher numbers wrap */
export function phone(serial: number): string {
  return `1540000${String(serial % 10_000).padStart(4, '0')}`;
}
