import { DEFINITION_KINDS, newestOfName, usable } from '#shared/domain/definitions/index.ts';
import type { InUse, UsableText } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { releasedTexts, type VersionRow } from './definition-repository.ts';
import { enteredOf } from './entered.ts';
import { bodyOf } from './text.ts';

/** Kinds that the store itself is built after when it is opened: what is released of them is used from the next start on. */
const FROM_NEXT_START = ['category'];

/**
 * Brings what is in use up to the ledger. Kinds of which nothing changed keep their lists, so that nobody reads them again.
 *
 * @param brought keys of what this version of the program brought
 * @param opening true once, while the store is opened
 */
export async function refreshInUse(inUse: InUse, db: ReadDb, brought: ReadonlySet<string>, opening = false): Promise<void> {
  const released = await releasedTexts(db);
  const rows = usable(released.map((row) => ({ ...row, ...enteredOf(row) })), brought);
  const newest = newestOfName(rows);
  for (const kind of DEFINITION_KINDS) {
    if (!opening && FROM_NEXT_START.includes(kind)) continue;
    const texts = rows.filter((row) => row.kind === kind).map((row): UsableText => ({
      id: row.id, version: row.version, hash: row.hash, body: bodyOf(row), origin: row.origin, newest: newest.has(row.seq), root: rootOf(released, row),
    }));
    if (!same(inUse.of(kind), texts)) inUse.put(kind, texts);
  }
}

/** The name of what ships that a version goes back to; null for one that was imported without a past. */
function rootOf(rows: readonly VersionRow[], { kind, based_on: basedOn }: VersionRow): string | null {
  const seen = new Set<string>();
  let ref = basedOn;
  while (ref !== null && !seen.has(ref)) {
    seen.add(ref);
    const [id = '', version = ''] = ref.split('@');
    const from = rows.find((row) => row.kind === kind && row.id === id && row.version === Number(version));
    if (from?.origin !== 'office') return from?.id ?? null;
    ref = from.based_on;
  }
  return null;
}

function same(before: readonly UsableText[], after: readonly UsableText[]): boolean {
  return before.length === after.length && before.every(({ id, version, hash, newest }, position) => {
    const other = after[position];
    return other?.id === id && other.version === version && other.hash === hash && other.newest === newest;
  });
}
