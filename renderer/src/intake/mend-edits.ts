import type { StoredReject } from '#shared/contract/index.ts';
import type { MendInput } from '#shared/contract/intake.ts';

/** New texts of cells, by reject and column. */
export type Edits = ReadonlyMap<number, ReadonlyMap<number, string>>;

/** What a cell's field holds: the new text, else what stands there; nothing for a masked one, whose text is never sent to the window. */
export function fieldText(row: StoredReject, column: number, edits: Edits): string {
  return edits.get(row.id)?.get(column) ?? (row.masked.includes(column) ? '' : (row.cells[column] ?? ''));
}

/** Puts a text into a cell; the text that stood there takes the edit away again. */
export function withEdit(edits: Edits, row: StoredReject, column: number, text: string): Edits {
  const cells = new Map(edits.get(row.id));
  const stood = row.masked.includes(column) ? '' : (row.cells[column] ?? '');
  if (text === stood) cells.delete(column);
  else cells.set(column, text);
  const next = new Map(edits);
  if (cells.size === 0) next.delete(row.id);
  else next.set(row.id, cells);
  return next;
}

/**
 * Lays a block copied from a spreadsheet over the rows from a cell on: lines go down, tabs go right. What reaches beyond the table is left out.
 *
 * @param columns how many columns the table has
 */
export function withBlock(edits: Edits, rows: readonly StoredReject[], from: { readonly row: number; readonly column: number }, block: string, columns: number): Edits {
  const lines = block.replace(/\r?\n$/u, '').split(/\r?\n/u).map((line) => line.split('\t'));
  return lines.reduce<Edits>((all, cells, down) => {
    const row = rows[from.row + down];
    if (row === undefined) return all;
    return cells.reduce<Edits>((within, text, right) => (from.column + right < columns ? withEdit(within, row, from.column + right, text) : within), all);
  }, edits);
}

/** What is sent: every changed row with its changed cells. */
export function mendRows(edits: Edits): MendInput['rows'] {
  return [...edits].map(([id, cells]) => ({ id, cells: [...cells].map(([column, text]) => ({ column, text })) }));
}
