import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FileToken } from '#shared/contract/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { prepareFile, type CallContext } from '#data/kernel/index.ts';
import type { WriteTx } from '#data/store/index.ts';
import { readContent } from './content-repository.ts';

/** A scanned file of some hundred pages fits; the store must stay one that a memory stick can back up. */
const LIMIT_MB = 50;

/** A file that the user chose to keep with a case, read whole. */
export interface ChosenFile {
  readonly name: string;
  readonly sha256: string;
  readonly content: Uint8Array;
}

/** @throws AppError FILE_NOT_GRANTED, FILE_NOT_FOUND, FILE_UNREADABLE, DOCUMENT_SIZE */
export async function readChosen({ grants }: Pick<CallContext, 'grants'>, file: FileToken): Promise<ChosenFile> {
  const path = grants.path(file, 'read');
  const content = await readWhole(path);
  return { name: basename(path), sha256: sha256Of(content), content };
}

/**
 * Writes kept bytes where the user chose, in one with whatever `work` enters. What no longer has its hash is not handed out.
 *
 * @throws AppError STORE_CORRUPT, FILE_NOT_GRANTED, FILE_UNREADABLE, DISK_FULL; no file and no entry then
 */
export async function handOut({ store, grants }: Pick<CallContext, 'store' | 'grants'>, { name, sha256 }: { readonly name: string; readonly sha256: string }, save: FileToken, work: (tx: WriteTx) => Promise<unknown>): Promise<{ path: string }> {
  const path = grants.path(save, 'write');
  const content = await readContent(store.db, sha256);
  const found = content === undefined ? null : sha256Of(content);
  if (content === undefined || found !== sha256) {
    throw new AppError('STORE_CORRUPT', `The content of ${name} is not what was attached.`, { column: 'case_document_content.content', expected: sha256, found });
  }
  const file = prepareFile(path, content);
  try {
    await store.write(async (tx) => {
      await work(tx);
      file.commit();
    });
  } finally {
    file.discard();
  }
  return { path };
}

async function readWhole(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size === 0 || size > LIMIT_MB * 1024 * 1024) {
      throw new AppError('DOCUMENT_SIZE', `${path} has ${String(size)} bytes; from 1 byte to ${String(LIMIT_MB)} MB is kept.`, { path, limit: LIMIT_MB, bytes: size });
    }
    return await readFile(path);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new AppError(code === 'ENOENT' ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE', `${path} cannot be read.`, { path, reason: code }, { cause: error });
  }
}

function sha256Of(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
