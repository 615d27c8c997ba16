/** Distinct cells kept for a column: enough for any list of places, units or codes. */
const MOST_KEPT = 512;
/** Longer cells seldom repeat; and a short text is a copy of its own, where a long one may keep the whole file part it was cut from. */
const LONGEST_KEPT = 12;
/** Cells after which a column in which less than half repeat is no longer looked up. */
const TRIED = 4096;

/**
 * A check that remembers the results of short cells that come again and again, as they do in most columns of most tables.
 * The check must depend on its cell alone.
 */
export function remembering<T>(read: (cell: string) => T): (cell: string) => T {
  const known = new Map<string, T>();
  let asked = 0;
  let found = 0;
  return (cell) => {
    if (cell.length > LONGEST_KEPT || (asked >= TRIED && found * 2 < asked)) return read(cell);
    asked += 1;
    const before = known.get(cell);
    if (before !== undefined) {
      found += 1;
      return before;
    }
    const result = read(cell);
    if (known.size < MOST_KEPT) known.set(cell, result);
    return result;
  };
}
