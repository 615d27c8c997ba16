import { createHash } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { AppError } from '#shared/errors/index.ts';

/** A finished file under a temporary name beside its place. */
export interface PreparedFile {
  readonly sha256: string;
  readonly bytes: number;
  /** Moves it into place, over what may stand there. @throws AppError FILE_UNREADABLE when the place is held by another program */
  commit(): void;
  /** Removes what was not committed. */
  discard(): void;
}

/**
 * Writes beside the target first, so that a full disk or a lost power never leaves half a file under the name the user chose.
 *
 * @throws AppError DISK_FULL, FILE_UNREADABLE
 */
export function prepareFile(path: string, content: Uint8Array): PreparedFile {
  const temporary = `${path}.part`;
  attempt(path, () => {
    writeFileSync(temporary, content);
  });
  return {
    sha256: createHash('sha256').update(content).digest('hex'),
    bytes: content.byteLength,
    commit: () => {
      attempt(path, () => {
        renameSync(temporary, path);
      });
    },
    discard: () => {
      rmSync(temporary, { force: true });
    },
  };
}

function attempt(path: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOSPC') throw new AppError('DISK_FULL', `The disk that holds ${path} is full; nothing was written.`, { path }, { cause: error });
    throw new AppError('FILE_UNREADABLE', `${path} cannot be written: it is open in another program, or the folder does not allow it.`, { path, reason: code }, { cause: error });
  }
}
