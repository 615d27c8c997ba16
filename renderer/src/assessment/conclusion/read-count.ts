/** A whole number of 0 or more as people type it (full-width digits, blanks, grouping commas); null when empty. */
export function readCount(typed: string): number | null | 'wrong' {
  const text = typed.normalize('NFKC').replace(/[\s,]+/gu, '');
  if (text === '') return null;
  return /^\d{1,9}$/u.test(text) ? Number(text) : 'wrong';
}
