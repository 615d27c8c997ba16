import { accept, refuse, type Checked } from './result.ts';
import { halfWidth, isMasked, isRoundedNumber } from './text.ts';

const MOBILE = /^(?:\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})$/;
const LANDLINE = /^(?:\+?86[- ]?)?\(?(0\d{2,3})\)?[- ]?(\d{7,8})(?:(?:-|转|x|ext\.?)(\d{1,6}))?$/i;
const LOCAL = /^[2-9]\d{6,7}$/;
const SERVICE = /^(?:1\d{2}|1\d{4}|9\d{4,5}|[48]00-?\d{3}-?\d{4})$/;

/** A mobile, landline, local or service number, or several of them; normalised without blanks, several joined by "/". */
export function checkPhone(text: string): Checked<string> {
  const cell = halfWidth(text).trim();
  const single = normalise(cell);
  if (single !== null) return accept(single);
  const parts = cell.split(/[、,;/；]|\s{1,}/u).filter((part) => part !== '');
  const several = parts.map(normalise);
  if (parts.length > 1 && several.every((part) => part !== null)) return accept(several.join('/'));
  if (isRoundedNumber(cell)) return refuse('rounded_id');
  return refuse(isMasked(cell) ? 'masked_value' : 'bad_phone');
}

function normalise(text: string): string | null {
  const mobile = MOBILE.exec(text);
  if (mobile !== null) return mobile.slice(1).join('');
  const landline = LANDLINE.exec(text);
  if (landline !== null) {
    const [, area = '', number = '', extension] = landline;
    return `${area}-${number}${extension === undefined ? '' : `-${extension}`}`;
  }
  return LOCAL.test(text) || SERVICE.test(text) ? text : null;
}
