/** A column of {@link DataTable}. Cells are text; a slot `cell-<key>` draws anything else. */
export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  /** Unit, shown small beside the label. */
  readonly unit?: string | null;
  /** CSS width; without it the column takes what it needs up to 22em. */
  readonly width?: string;
  readonly align?: 'left' | 'right';
  readonly sortable?: boolean;
  /** Hidden until chosen in the column chooser. */
  readonly optional?: boolean;
  readonly cell: (row: Row) => string | number | null;
}

export interface Sort {
  readonly field: string;
  readonly direction: 'asc' | 'desc';
}

/** The sort after a click on a head: ascending, descending, none. */
export function nextSort(current: Sort | null, field: string): Sort | null {
  if (current?.field !== field) return { field, direction: 'asc' };
  return current.direction === 'asc' ? { field, direction: 'desc' } : null;
}

/** Where the keyboard leads from row `index`; null when the key moves nothing. */
export function moveRow(key: string, index: number, count: number, page = 15): number | null {
  if (count === 0) return null;
  const clamp = (value: number): number => Math.min(count - 1, Math.max(0, value));
  switch (key) {
    case 'ArrowDown': return clamp(index + 1);
    case 'ArrowUp': return clamp(index - 1);
    case 'PageDown': return clamp(index + page);
    case 'PageUp': return clamp(index - page);
    case 'Home': return 0;
    case 'End': return count - 1;
    default: return null;
  }
}
