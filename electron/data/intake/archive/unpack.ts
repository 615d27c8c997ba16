import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#shared/errors/index.ts';
import type { Follow } from '../lane.ts';
import type { OpenFile } from '../readers/file.ts';
import { unpack, type ZipEntry } from '../readers/zip.ts';

const MOST_FILE_BYTES = 16 * 1024 * 1024 * 1024;

/** A file of an archive, unpacked into a folder of its own under its own name. */
export interface Member {
  /** As it stands in the archive. */
  readonly name: string;
  readonly path: string;
  readonly sha256: string;
}

/**
 * Unpacks entries one after the other. Only the last part of an entry's name is used, so that no name leads out of the folder.
 *
 * @throws AppError FILE_CORRUPT, FILE_PASSWORD, FILE_TOO_LARGE, DISK_FULL, CANCELLED
 */
export async function unpackAll(file: OpenFile, entries: readonly ZipEntry[], folder: string, { signal, report }: Follow): Promise<Member[]> {
  const total = entries.reduce((sum, { packed }) => sum + packed, 0);
  let before = 0;
  const members: Member[] = [];
  for (const [index, entry] of entries.entries()) {
    const own = join(folder, String(index + 1));
    mkdirSync(own, { recursive: true, mode: 0o700 });
    const path = join(own, safeName(entry.name));
    const tell = (packed: number): void => {
      if (signal?.aborted === true) throw new AppError('CANCELLED', 'Cancelled; nothing was imported.');
      report?.({ phase: 'reading', done: before + packed, total, unit: 'bytes', rows: 0 });
    };
    members.push({ name: entry.name, path, sha256: await unpackOne(file, entry, path, tell) });
    before += entry.packed;
  }
  return members;
}

/** Returns the SHA-256 of what was written. */
async function unpackOne(file: OpenFile, entry: ZipEntry, path: string, tell: (packed: number) => void): Promise<string> {
  const hash = createHash('sha256');
  const out = await open(path, 'wx', 0o600);
  try {
    for await (const piece of unpack(file, entry, MOST_FILE_BYTES, tell)) {
      hash.update(piece);
      await out.appendFile(piece);
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') {
      throw new AppError('DISK_FULL', `There is no room to unpack ${entry.name}; nothing was imported.`, { path }, { cause: error });
    }
    throw error;
  } finally {
    await out.close();
  }
  return hash.digest('hex');
}

/** The last part of the name without what a file system forbids. */
function safeName(name: string): string {
  const last = name.slice(name.lastIndexOf('/') + 1).replace(/[<>:"|?*\p{Cc}]/gu, '_').replace(/[. ]+$/, '');
  return last === '' ? '_' : last.slice(-120);
}
