import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Where archives are unpacked: beside the store, readable by this account only. The files lay in the clear on the stick they
 * came from; here they stand until they are imported or the program ends.
 */
function placeOf(storePath: string): string {
  return join(dirname(storePath), `.${basename(storePath)}.unpacked`);
}

/** A new folder for one archive. */
export function newFolder(storePath: string, id: string): string {
  const folder = join(placeOf(storePath), `${String(process.pid)}-${id}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Removes what this process unpacked, and what one that was killed left behind; another that runs keeps its own. */
export function clearUnpacked(storePath: string): void {
  const place = placeOf(storePath);
  let left = 0;
  for (const name of listed(place)) {
    const pid = Number(name.split('-')[0]);
    if (pid !== process.pid && isRunning(pid)) left += 1;
    else removeFolder(join(place, name));
  }
  if (left === 0) removeFolder(place);
}

function listed(place: string): readonly string[] {
  try {
    return readdirSync(place);
  } catch {
    return [];
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
