import { z } from 'zod';
import { textKey, type DefinitionKind } from '#shared/domain/definitions/index.ts';
import type { Json } from '#shared/util/canonical-json.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { CoreContext } from '#data/kernel/index.ts';
import { broughtBy, enteredTexts, insertVersions, keepBrought, type NewVersion } from './definition-repository.ts';
import { textOf } from './text.ts';

/** Up to so many names are written into the audit chain; more are told by their number and one hash. */
const NAMED = 20;
/** Who made a version that was found as a changed file. */
const ON_DISK = 'file';

/** One definition as a file of the program has it. */
export interface Shipped {
  readonly kind: DefinitionKind;
  readonly id: string;
  /** Null where the file counts no versions: the ledger then counts the texts it has seen. */
  readonly version: number | null;
  readonly body: Json;
}

/**
 * Enters what stands under resources/ and the ledger has not seen yet. When a version of the program is started on this store for the
 * first time its texts are released with it, and which these are is kept. Whatever differs from them later was changed on disk: it is
 * entered as submitted, and not used before somebody released it. One entry of the audit chain for all that is new.
 *
 * @returns the texts that this version of the program brought, as {@link textKey}
 */
export async function enterShipped(context: Pick<CoreContext, 'store' | 'clock' | 'programVersion'>, shipped: readonly Shipped[]): Promise<ReadonlySet<string>> {
  const { store, clock, programVersion } = context;
  const kept = await broughtBy(store.db, programVersion);
  const known = await enteredTexts(store.db);
  const at = clock.now();
  const files = shipped.map((one) => ({ ...one, ...textOf(one.body) }));
  const hashes = new Set(known.map(textKey));
  const counted = new Map<string, number>();
  for (const { kind, id, version } of known) counted.set(`${kind} ${id}`, Math.max(version, counted.get(`${kind} ${id}`) ?? 0));
  const entry = kept === null
    ? { origin: 'program', state: 'released', created_by: 'program' }
    : { origin: 'file', state: 'submitted', created_by: ON_DISK, submitted_at: at.toISOString() };
  const rows = files.filter((file) => !hashes.has(textKey(file))).map(({ kind, id, version, text, hash }): NewVersion => ({
    kind, id, version: version ?? (counted.get(`${kind} ${id}`) ?? 0) + 1, hash, body: text, ...entry, based_on: null, created_at: at.toISOString(), program_version: programVersion,
  }));
  if (kept !== null && rows.length === 0) return keysIn(kept);
  const brought = kept === null ? files.map(textKey) : [...keysIn(kept)];
  await store.write(async (tx) => {
    if (kept === null) await keepBrought(tx, { program_version: programVersion, entered_at: at.toISOString(), brought: JSON.stringify(brought) });
    await insertVersions(tx, rows);
    await appendAudit(tx, {
      at, actor: 'program', action: kept === null ? 'definitions.entered' : 'definitions.filesChanged', subject: 'definitions',
      details: { programVersion, entries: rows.length, ...digestOf(rows) },
    });
  });
  return new Set(brought);
}

function keysIn(text: string): ReadonlySet<string> {
  return new Set(z.array(z.string()).parse(JSON.parse(text)));
}

/** The hash over names and hashes of all that was entered; the names too, where they are few enough to read. */
function digestOf(rows: readonly NewVersion[]): { readonly sha256: string; readonly versions?: readonly string[] } {
  const versions = Object.fromEntries(rows.map(({ kind, id, version, hash }) => [`${kind} ${id}@${String(version)}`, hash]));
  return { sha256: textOf(versions).hash, ...(rows.length > NAMED ? {} : { versions: Object.keys(versions) }) };
}
