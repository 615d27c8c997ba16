const FULL_WIDTH = /[\u3000\uff01-\uff5e\uffe5]/u;
const FULL_WIDTH_ALL = /[\u3000\uff01-\uff5e\uffe5]/gu;
const FULL_WIDTH_ALPHANUMERIC = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/u;
const FULL_WIDTH_ALPHANUMERICS = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/gu;
const INVISIBLE = /[\u200b-\u200f\u2060\ufeff]/u;
const INVISIBLES = /[\u200b-\u200f\u2060\ufeff]/gu;

function narrow(char: string): string {
  if (char === '\u3000') return ' ';
  if (char === '\uffe5') return '¥';
  return String.fromCharCode(char.charCodeAt(0) - 0xfee0);
}

/** Full-width digits, letters, signs and blanks become their ASCII forms: "３３０６０２（Ａ）" -> "330602(A)". */
export function halfWidth(text: string): string {
  return FULL_WIDTH.test(text) ? text.replace(FULL_WIDTH_ALL, narrow) : text;
}

/** Only digits and letters become ASCII; Chinese punctuation stays, as prose wants it. */
export function halfWidthWords(text: string): string {
  return FULL_WIDTH_ALPHANUMERIC.test(text) ? text.replace(FULL_WIDTH_ALPHANUMERICS, narrow) : text;
}

/**
 * What a person means by a cell: outer blanks, invisible characters and the tricks that keep a spreadsheet
 * from reading a number (="330602", '330602) are taken off.
 */
export function cleanCell(raw: string): string {
  let text = INVISIBLE.test(raw) ? raw.replace(INVISIBLES, '') : raw;
  text = text.trim();
  const first = text.charCodeAt(0);
  if (first === 0x3d) return /^="([^"]*)"$/.exec(text)?.[1]?.trim() ?? text;
  if (first === 0x27 && /^'\d+[0-9Xx]$/.test(text)) return text.slice(1);
  return text;
}

/** No blanks at all and ASCII forms: for codes and numbers, never for prose. */
export function compact(text: string): string {
  return halfWidth(text).replace(/\s+/g, '');
}

/** A number of more than 15 digits that a spreadsheet turned into "3.30602E+17": the rest of its digits is lost. */
export function isRoundedNumber(text: string): boolean {
  return /^\d(?:\.\d+)?E\+?\d{2,3}$/i.test(text);
}

/** Masked in the source: "330602********1234". */
export function isMasked(text: string): boolean {
  return text.includes('**');
}
