import { createHash, type Hash } from 'node:crypto';
import { constants, type BigIntStats } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { AppError } from '#shared/errors/index.ts';

/** A file opened for reading, with what tells whether it is still the same. */
export interface OpenFile {
  readonly path: string;
  readonly size: number;
  /** At most `length` bytes from `position`; fewer only at the end of the file. */
  read(position: number, length: number): Promise<Buffer>;
  /** The whole file or a part of it, in order. */
  chunks(from: number, to: number, chunkBytes: number): AsyncGenerator<Buffer>;
  assertUnchanged(): Promise<void>;
  close(): Promise<void>;
}

/** Opening a pipe waits for somebody to write into it; this flag (unknown to Windows) lets it be refused instead. */
const READ_ONLY = constants.O_RDONLY | ((constants as { readonly O_NONBLOCK?: number }).O_NONBLOCK ?? 0);

/**
 * @throws AppError FILE_NOT_FOUND, FILE_UNREADABLE (locked, no permission, a folder), FILE_EMPTY
 */
export async function openFile(path: string): Promise<OpenFile> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(path, READ_ONLY);
    const first = await handle.stat({ bigint: true });
    if (first.isDirectory()) throw new AppError('FILE_UNREADABLE', `${path} is a folder; choose a file in it.`, { path, cause: 'folder' });
    if (!first.isFile()) throw new AppError('FILE_UNREADABLE', `${path} is not a file.`, { path, cause: 'device' });
    if (first.size === 0n) throw new AppError('FILE_EMPTY', `${path} is empty (0 bytes); export it again from its system.`, { path });
    return wrap(path, handle, first);
  } catch (error) {
    await handle?.close();
    throw fileError(error, path);
  }
}

function wrap(path: string, handle: FileHandle, first: BigIntStats): OpenFile {
  const size = Number(first.size);
  const read = async (position: number, length: number): Promise<Buffer> => {
    try {
      const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - position)));
      let filled = 0;
      while (filled < buffer.length) {
        const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position + filled);
        if (bytesRead === 0) throw changed(path);
        filled += bytesRead;
      }
      return buffer;
    } catch (error) {
      throw fileError(error, path);
    }
  };
  return {
    path,
    size,
    read,
    async *chunks(from, to, chunkBytes) {
      for (let position = from; position < to; position += chunkBytes) yield await read(position, Math.min(chunkBytes, to - position));
    },
    async assertUnchanged() {
      const now = await handle.stat({ bigint: true });
      if (!same(first, now)) throw changed(path);
      // The name may meanwhile stand for another file, or for none.
      const named = await stat(path, { bigint: true }).catch(() => null);
      if (named === null || !same(first, named)) throw changed(path);
    },
    close: () => handle.close(),
  };
}

/** A write moves ctime even where a program sets mtime back. */
function same(first: BigIntStats, now: BigIntStats): boolean {
  return first.size === now.size && first.mtimeNs === now.mtimeNs && first.ctimeNs === now.ctimeNs && first.ino === now.ino;
}

function changed(path: string): AppError {
  return new AppError('FILE_CHANGED', `${path} changed or disappeared while it was read; nothing was imported. Wait until its system has finished writing, then choose it again.`, { path });
}

function fileError(error: unknown, path: string): unknown {
  if (error instanceof AppError || !(error instanceof Error) || !('code' in error)) return error;
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError('FILE_NOT_FOUND', `There is no file ${path}.`, { path }, { cause: error });
    case 'EISDIR':
      return new AppError('FILE_UNREADABLE', `${path} is a folder; choose a file in it.`, { path, cause: 'folder' }, { cause: error });
    case 'EACCES':
    case 'EPERM':
      return new AppError('FILE_UNREADABLE', `${path} may not be read by this account.`, { path, cause: 'permission' }, { cause: error });
    case 'EBUSY':
    case 'ETXTBSY':
      return new AppError('FILE_UNREADABLE', `${path} is locked by another program; close it there first.`, { path, cause: 'locked' }, { cause: error });
    default:
      return new AppError('FILE_UNREADABLE', `${path} cannot be read (${String(error.code)}); copy it to this computer and try again.`, { path, cause: 'device' }, { cause: error });
  }
}

/** SHA-256, hex, of a whole file. */
export async function hashFile(file: OpenFile, chunkBytes: number): Promise<string> {
  const hash: Hash = createHash('sha256');
  for await (const chunk of file.chunks(0, file.size, chunkBytes)) hash.update(chunk);
  return hash.digest('hex');
}
