import type { TableRow, TableSource } from './readers/index.ts';

export interface TableHead {
  readonly headers: readonly string[];
  /** Row number of the headers. */
  readonly rowNo: number;
  readonly preview: readonly TableRow[];
}

/** Header cells as they are shown and mapped; empty ones at the end are no columns. */
export function headerCells(row: TableRow): string[] {
  const cells = row.cells.map((cell) => cell.replace(/\s+/g, ' ').trim());
  while (cells.at(-1) === '') cells.pop();
  return cells;
}

/** The headers (the first row that is not empty) and the first rows below them. */
export async function readHead(source: TableSource, rows: number): Promise<TableHead> {
  let header: TableRow | null = null;
  const preview: TableRow[] = [];
  for await (const chunk of source.rows()) {
    for (const row of chunk) {
      if (header === null) header = row;
      else preview.push(row);
      if (preview.length >= rows) return { headers: headerCells(header), rowNo: header.rowNo, preview };
    }
  }
  return { headers: header === null ? [] : headerCells(header), rowNo: header?.rowNo ?? 0, preview };
}
