/** Significant digits a spreadsheet keeps. */
const KEPT_DIGITS = 15;

/**
 * The number of a cell as a person would have typed it: no exponent, no noise behind the 15th digit.
 *
 * @returns `rounded` when the spreadsheet had to cut digits off: an 18-digit identifier stored as a number is lost
 */
export function numberText(stored: string): { readonly text: string; readonly rounded: boolean } {
  if (/^-?\d{1,15}$/.test(stored)) return { text: stored, rounded: false };
  // More digits than a double holds, written out: exact if no double reads so, else a spreadsheet may have rounded it.
  if (/^-?\d{16,400}$/.test(stored)) return { text: stored, rounded: isDouble(stored) };
  const value = Number(stored);
  if (!Number.isFinite(value)) return { text: stored, rounded: false };
  const rounded = Math.abs(value) >= 1e15;
  return { text: plainDigits(rounded ? String(value) : String(Number(value.toPrecision(KEPT_DIGITS)))), rounded };
}

function isDouble(digits: string): boolean {
  const value = Number(digits);
  return Number.isFinite(value) && (BigInt(value) === BigInt(digits) || plainDigits(String(value)) === digits);
}

/** `1.2e+21` and `5e-7` written out. */
export function plainDigits(text: string): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?e([+-]?\d+)$/i.exec(text);
  if (parts === null) return text;
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = parts;
  const digits = whole + fraction;
  const point = whole.length + Number(exponentText);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return point >= digits.length ? sign + digits + '0'.repeat(point - digits.length) : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** A share shown as percent in the sheet, as it is shown: 0.125 -> 12.5%. */
export function percentText(stored: string): string {
  const { text } = numberText(stored);
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (parts === null) return text;
  const [, sign = '', whole = '', fraction = ''] = parts;
  const digits = whole + fraction.padEnd(2, '0');
  const point = whole.length + 2;
  const integer = digits.slice(0, point).replace(/^0+(?=\d)/, '');
  const decimals = digits.slice(point).replace(/0+$/, '');
  return `${sign}${integer}${decimals === '' ? '' : `.${decimals}`}%`;
}

const DAY_MS = 86_400_000;

/**
 * A date serial as text: `2024-03-05`, with the time when it has one, or only the time for serials below one day.
 * Serial 60 of the 1900 system is the 29 February 1900 that never was.
 *
 * @param epoch1904 the workbook counts from 1904 (old Macs)
 * @returns null for serials no calendar has
 */
export function serialText(stored: string, epoch1904: boolean): string | null {
  const serial = Number(stored);
  if (!Number.isFinite(serial) || serial < 0 || serial >= 2_958_466) return null;
  const seconds = Math.round(serial * 86_400);
  const days = Math.floor(seconds / 86_400);
  const clock = seconds - days * 86_400;
  if (days === 0 && !epoch1904) return clockText(clock);
  if (!epoch1904 && days === 60) return '1900-02-29';
  const shift = epoch1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const date = new Date(shift + days * DAY_MS).toISOString().slice(0, 10);
  return clock === 0 ? date : `${date} ${clockText(clock)}`;
}

/** A date as files of XML hold it, `2024-03-05T14:30:00.000Z`: `2024-03-05 14:30:00`, the time only when there is one. */
export function isoText(stored: string): string {
  return stored.replace('T', ' ').replace(/(\.\d+)?Z?$/, '').replace(/ 00:00:00$/, '');
}

function clockText(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
}
