/** Digits and capitals in full width, as some input methods leave them. */
export function widen(text: string): string {
  return text.replace(/[0-9A-Z]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
}

/** Moves the decimal point by so many places, exactly: ("12.5", 4) is "125000", ("300", -4) is "0.03". */
export function shiftPoint(text: string, places: number): string {
  if (places === 0) return text;
  const sign = text.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = text.slice(sign.length).split('.');
  const digits = whole + fraction;
  const point = whole.length + places;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = Math.max(1, point);
  const left = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const right = padded.slice(at).replace(/0+$/, '');
  return sign + left + (right === '' ? '' : `.${right}`);
}
