import { numberText, percentText, serialText } from './numbers.ts';

/** How numbers of a cell style are shown, as far as it changes what the cell says. */
export type Shown = 'plain' | 'date' | 'percent';

/** Built-in formats 14-22, 45-47 are dates everywhere, 27-36 and 50-58 in Chinese Excel; 9 and 10 are percent. */
export function shownByNumber(id: number): Shown {
  if (id === 9 || id === 10) return 'percent';
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58) ? 'date' : 'plain';
}

/** A format shows a date when letters of one remain after colours, quoted text and escapes are taken out. */
export function shownByFormat(format: string): Shown {
  const bare = (format.split(';')[0] ?? '').replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  if (/[ymdhs]/i.test(bare.replace(/general|g\/通用格式/gi, '')) && !/[#?]/.test(bare)) return 'date';
  return bare.includes('%') ? 'percent' : 'plain';
}

/**
 * The number of a cell as a person sees it: a date, a percentage or plain digits.
 *
 * @param epoch1904 the workbook counts days from 1904 (old Macs)
 * @returns `rounded` when digits of it are lost; a date or a percentage never is
 */
export function shownNumber(stored: string, shown: Shown, epoch1904: boolean): { readonly text: string; readonly rounded: boolean } {
  if (shown === 'date') {
    const date = serialText(stored, epoch1904);
    if (date !== null) return { text: date, rounded: false };
  }
  return shown === 'percent' ? { text: percentText(stored), rounded: false } : numberText(stored);
}
