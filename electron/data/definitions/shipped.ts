import type { DefinitionKind } from '#shared/domain/definitions/index.ts';
import type { Json } from '#shared/util/canonical-json.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { CoreContext } from '#data/kernel/index.ts';
import { insertVersions, knownOfProgram, type NewVersion } from './definition-repository.ts';
import { textOf } from './text.ts';

/** Up to so many names are written into the audit chain; more are told by their number and one hash. */
const NAMED = 20;

/** One definition as the program brings it. */
export interface Shipped {
  readonly kind: DefinitionKind;
  readonly id: string;
  /** Null where the file counts no versions: the ledger then counts the texts it has seen. */
  readonly version: number | null;
  readonly body: Json;
}

/**
 * Enters what the program ships and the ledger has not seen yet, as released with the program. A text that changed under the number of
 * another stands beside it with its own hash, so that nothing comes into use unseen. One entry of the audit chain for all that is new.
 *
 * @returns the texts that the program brings now, as {@link textKey}
 */
export async function enterShipped(context: Pick<CoreContext, 'store' | 'clock' | 'programVersion'>, shipped: readonly Shipped[]): Promise<ReadonlySet<string>> {
  const { store, clock, programVersion } = context;
  const known = await knownOfProgram(store.db);
  const hashes = new Set(known.map(textKey));
  const counted = new Map<string, number>();
  for (const { kind, id, version } of known) counted.set(`${kind} ${id}`, Math.max(version, counted.get(`${kind} ${id}`) ?? 0));
  const at = clock.now();
  const current = new Set<string>();
  const rows = shipped.flatMap(({ kind, id, version, body }): NewVersion[] => {
    const { text, hash } = textOf(body);
    current.add(textKey({ kind, id, hash }));
    if (hashes.has(textKey({ kind, id, hash }))) return [];
    return [{
      kind, id, version: version ?? (counted.get(`${kind} ${id}`) ?? 0) + 1, hash, body: text, origin: 'program', state: 'released', based_on: null,
      created_by: 'program', created_at: at.toISOString(), program_version: programVersion,
    }];
  });
  if (rows.length === 0) return current;
  await store.write(async (tx) => {
    await insertVersions(tx, rows);
    await appendAudit(tx, {
      at, actor: 'program', action: 'definitions.entered', subject: 'definitions',
      details: { programVersion, entries: rows.length, ...digestOf(rows) },
    });
  });
  return current;
}

/** One text among all of the ledger. */
export function textKey({ kind, id, hash }: { readonly kind: string; readonly id: string; readonly hash: string }): string {
  return `${kind} ${id} ${hash}`;
}

/** The hash over names and hashes of all that was entered; the names too, where they are few enough to read. */
function digestOf(rows: readonly NewVersion[]): { readonly sha256: string; readonly versions?: readonly string[] } {
  const versions = Object.fromEntries(rows.map(({ kind, id, version, hash }) => [`${kind} ${id}@${String(version)}`, hash]));
  return { sha256: textOf(versions).hash, ...(rows.length > NAMED ? {} : { versions: Object.keys(versions) }) };
}
