import type { DefinitionOrigin, DefinitionState } from './kinds.ts';

/** A version as it stands in the ledger, as far as it matters for what is in use. */
export interface EnteredText {
  /** Its number in the ledger: later ones are larger. */
  readonly seq: number;
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  readonly origin: DefinitionOrigin;
  readonly state: DefinitionState;
}

/** One text among all of the ledger. */
export function textKey({ kind, id, hash }: Pick<EnteredText, 'kind' | 'id' | 'hash'>): string {
  return `${kind} ${id} ${hash}`;
}

/**
 * What work may be done by: what was released by review, and what the running version of the program brought when it was first started.
 * A file that was changed since is neither.
 *
 * @param brought keys of the texts that this version of the program brought, see {@link textKey}
 */
export function usable<Row extends EnteredText>(rows: readonly Row[], brought: ReadonlySet<string>): Row[] {
  return rows.filter((row) => row.state === 'released' && (row.origin !== 'program' || brought.has(textKey(row))));
}

/**
 * Of each name the version that is taken for new work: what was released here before what the program brings, then the newest. Methods are
 * named with their version, so all of them are in use.
 *
 * @param rows what may be used, see {@link usable}
 * @returns numbers in the ledger
 */
export function newestOfName(rows: readonly EnteredText[]): ReadonlySet<number> {
  const newest = new Map<string, EnteredText>();
  for (const row of rows) {
    const key = row.kind === 'method' ? textKey(row) : `${row.kind} ${row.id}`;
    const before = newest.get(key);
    if (before === undefined || precedes(before, row)) newest.set(key, row);
  }
  return new Set([...newest.values()].map(({ seq }) => seq));
}

function precedes(before: EnteredText, row: EnteredText): boolean {
  const own = ({ origin }: EnteredText): number => (origin === 'program' ? 0 : 1);
  return (own(row) - own(before) || row.version - before.version || row.seq - before.seq) > 0;
}
