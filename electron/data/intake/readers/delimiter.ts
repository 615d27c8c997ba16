import { RowSplitter } from './splitter.ts';

const CANDIDATES = [',', '\t', ';'] as const;
const ROWS_LOOKED_AT = 30;

/**
 * The separator of a text table by its first rows: the one that cuts them into the most columns of the same number.
 * A first line `sep=;` (Excel's own hint) settles it.
 *
 * @param text the beginning of the file; the last row may be cut off
 */
export function sniffDelimiter(text: string): { readonly delimiter: string; readonly hinted: boolean } {
  const hint = /^\ufeff?"?sep=(.)"?\r?(?:\n|$)/i.exec(text)?.[1];
  if (hint !== undefined) return { delimiter: hint, hinted: true };
  let best: { delimiter: string; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of CANDIDATES) {
    const score = consistency(text, delimiter);
    if (score > best.score) best = { delimiter, score };
  }
  return { delimiter: best.delimiter, hinted: false };
}

/**
 * Columns x the square of the share of rows that have as many, of the number of columns that makes the most of it; 0 for a single
 * column. Not the first row alone: above the table may stand a title, which has no separator. The square, because a wrong
 * separator before a quotation mark opens a cell over many lines: few rows of many columns must not outweigh many rows alike.
 */
function consistency(text: string, delimiter: string): number {
  const splitter = new RowSplitter(delimiter, '');
  const begun = begin(splitter, text);
  if (begun === null) return 0;
  const whole = begun.slice(0, ROWS_LOOKED_AT);
  const only = whole.length === 0 ? finish(splitter) : undefined;
  const rows = only === undefined ? whole : [only];
  const alike = new Map<number, number>();
  for (const { cells } of rows) if (cells.length > 1) alike.set(cells.length, (alike.get(cells.length) ?? 0) + 1);
  return Math.max(0, ...[...alike].map(([columns, count]) => columns * (count / rows.length) ** 2));
}

/** What a guess breaks on, right or wrong, is told when the table is read. */
function begin(splitter: RowSplitter, text: string): readonly { readonly cells: readonly string[] }[] | null {
  try {
    return splitter.push(text);
  } catch {
    return null;
  }
}

/** A table of one row without a line end; an open quote in a wrong guess is no error here. */
function finish(splitter: RowSplitter): { readonly cells: readonly string[] } | undefined {
  try {
    return splitter.end()[0];
  } catch {
    return undefined;
  }
}
