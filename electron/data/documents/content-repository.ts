import type { ReadDb, WriteTx } from '#data/store/index.ts';

/** Keeps bytes under their SHA-256; what is there already is not written again. */
export async function keepContent(tx: WriteTx, { sha256, content }: { readonly sha256: string; readonly content: Uint8Array }): Promise<void> {
  await tx.insertInto('case_document_content').values({ sha256, content }).onConflict((conflict) => conflict.doNothing()).execute();
}

export async function readContent(db: ReadDb, sha256: string): Promise<Uint8Array | undefined> {
  return (await db.selectFrom('case_document_content').select('content').where('sha256', '=', sha256).executeTakeFirst())?.content;
}
