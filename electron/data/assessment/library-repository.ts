import { AppError } from '#shared/errors/index.ts';
import type { ReadDb, WriteTx } from '#data/store/index.ts';

export interface LibraryText {
  readonly kind: 'model' | 'method';
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  /** Canonical JSON. */
  readonly content: string;
}

/**
 * Keeps the exact text of a model or method from its first use on, so that no later program can change what a case was judged by.
 *
 * @throws AppError RESOURCE_INVALID when the shipped file differs from the kept text of the same version
 */
export async function keepLibrary(tx: WriteTx, text: LibraryText, at: string): Promise<void> {
  const kept = await findLibrary(tx, text.kind, text.id, text.version);
  if (kept === undefined) {
    await tx.insertInto('library').values({ ...text, first_used_at: at }).execute();
  } else if (kept.hash !== text.hash) {
    const name = `${text.id}@${String(text.version)}`;
    throw new AppError('RESOURCE_INVALID', `The ${text.kind} ${name} was changed without a new version; this store holds another text of it.`, {
      path: name, reason: `${kept.hash} is kept, ${text.hash} is shipped`,
    });
  }
}

export function findLibrary(db: ReadDb, kind: LibraryText['kind'], id: string, version: number): Promise<LibraryText | undefined> {
  return db
    .selectFrom('library')
    .select(['id', 'version', 'hash', 'content'])
    .where('kind', '=', kind)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
    .then((row) => (row === undefined ? undefined : { kind, ...row }));
}
