import type { TableRow, TableSource } from './readers/index.ts';

/** How far down the header may stand: below a title, the reporting office, a date and a note. */
const SEARCHED_ROWS = 20;

/** Where the names of the columns stand, and what they are. */
export interface TableHeader {
  readonly headers: readonly string[];
  /** Row number of its last line. */
  readonly rowNo: number;
  readonly lines: 1 | 2;
  /** Cells its rows have, empty ones at the end included. */
  readonly width: number;
  /** Rows above it that are no data: titles and notes. */
  readonly above: readonly TableRow[];
}

/** How well headers fit what is looked for; 0 for not at all. */
export type HeaderScore = (headers: readonly string[]) => number;

/** Header cells as they are shown and mapped; empty ones at the end are no columns. */
export function headerCells(row: TableRow): string[] {
  const cells = row.cells.map((cell) => cell.replace(/\s+/g, ' ').trim());
  while (cells.at(-1) === '') cells.pop();
  return cells;
}

/**
 * The header of a table, and the rows below it. Of the first rows the one that fits best is the header, the earliest of equals;
 * two lines with merged cells are one header when together they fit better. Without any that fits it is the first row.
 *
 * @returns null when the table has no row at all
 */
export async function openHeader(source: TableSource, score: HeaderScore): Promise<{ readonly header: TableHeader; readonly rows: AsyncGenerator<readonly TableRow[]> } | null> {
  // The columns of JSON are no row of the file.
  const searched = source.format === 'json' || source.format === 'ndjson' ? 1 : SEARCHED_ROWS;
  const chunks = source.rows()[Symbol.asyncIterator]();
  const head: TableRow[] = [];
  while (head.length < searched) {
    const next = await chunks.next();
    if (next.done === true) break;
    for (const row of next.value) head.push(row);
  }
  const found = findHeader(head.slice(0, searched), score);
  if (found === null) return null;
  async function* below(skip: number): AsyncGenerator<readonly TableRow[]> {
    try {
      if (head.length > skip) yield head.slice(skip);
      for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
    } finally {
      await chunks.return?.();
    }
  }
  return { header: found, rows: below(found.above.length + found.lines) };
}

/** The header, and the first rows below it. */
export async function readHead(source: TableSource, rows: number, score: HeaderScore): Promise<{ readonly header: TableHeader | null; readonly preview: readonly TableRow[] }> {
  const opened = await openHeader(source, score);
  if (opened === null) return { header: null, preview: [] };
  const preview: TableRow[] = [];
  for await (const chunk of opened.rows) {
    preview.push(...chunk.slice(0, rows - preview.length));
    if (preview.length >= rows) break;
  }
  return { header: opened.header, preview };
}

function findHeader(rows: readonly TableRow[], score: HeaderScore): TableHeader | null {
  const single = rows.map((row, index): TableHeader => ({ headers: headerCells(row), rowNo: row.rowNo, lines: 1, width: row.cells.length, above: rows.slice(0, index) }));
  // Single lines first: a title above a header must not pass for its upper line.
  const double = rows.flatMap((row, index) => twoLines(row, rows[index + 1], rows.slice(0, index)) ?? []);
  let best = single[0] ?? null;
  let most = 0;
  for (const candidate of [...single, ...double]) {
    const fits = score(candidate.headers);
    if (fits <= most) continue;
    best = candidate;
    most = fits;
  }
  return best;
}

/**
 * Two lines as one: a column with a name in the lower line has that name, under the group above it when the name alone stands
 * twice. Only where the lower line fills what a merged cell left empty in the upper one.
 */
function twoLines(upper: TableRow, lower: TableRow | undefined, above: readonly TableRow[]): TableHeader | null {
  if (lower?.rowNo !== upper.rowNo + 1) return null;
  const top = headerCells(upper);
  const bottom = headerCells(lower);
  if (!bottom.some((cell, column) => cell !== '' && column > 0 && (top[column] ?? '') === '')) return null;
  let group = '';
  const names = Array.from({ length: Math.max(top.length, bottom.length) }, (_, column) => {
    const name = top[column] ?? '';
    const part = bottom[column] ?? '';
    if (name !== '') group = name;
    else if (part === '') group = '';
    return part === '' ? { short: name, full: name } : { short: part, full: `${group} ${part}`.trim() };
  });
  const uses = new Map<string, number>();
  for (const { short } of names) uses.set(short, (uses.get(short) ?? 0) + 1);
  const headers = names.map(({ short, full }) => ((uses.get(short) ?? 0) > 1 ? full : short));
  return { headers, rowNo: lower.rowNo, lines: 2, width: Math.max(upper.cells.length, lower.cells.length), above };
}
