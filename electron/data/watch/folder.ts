import { mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** What a look at a folder found of one file. */
export interface Seen {
  readonly name: string;
  readonly size: number;
  readonly changed: number;
}

/** Half-written files and lock files of office programs, which come and go beside the real ones. */
const PASSING = /^[.~]|^~\$|\.(part|tmp|crdownload|download)$/iu;
export const DONE = 'done';
export const FAILED = 'failed';

/** The files of a folder, oldest first, among equals by name. @throws the file system's error where the folder cannot be read */
export function lookAt(folder: string): Seen[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !PASSING.test(entry.name))
    .flatMap(({ name }) => {
      try {
        const { size, mtimeMs } = statSync(join(folder, name));
        return [{ name, size, changed: mtimeMs }];
      } catch {
        // Gone between the two: it was not finished.
        return [];
      }
    })
    .sort((a, b) => a.changed - b.changed || (a.name < b.name ? -1 : 1));
}

/** Files that two looks in a row found the same, and not empty: their writer is done. */
export function finished(before: readonly Seen[], now: readonly Seen[]): Seen[] {
  return now.filter((one) => one.size > 0 && before.some((other) => other.name === one.name && other.size === one.size && other.changed === one.changed));
}

/** Moves a file into done/ or failed/ with its report beside it; a name that is taken there gets a number. Gives the name it stands under. */
export function putAway(folder: string, name: string, into: typeof DONE | typeof FAILED, report: string): string {
  const place = join(folder, into);
  mkdirSync(place, { recursive: true });
  const taken = new Set(readdirSync(place));
  const [stem, extension] = [name.slice(0, name.length - extname(name).length), extname(name)];
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${stem} (${String(number)})${extension}`;
  renameSync(join(folder, name), join(place, free));
  writeFileSync(join(place, `${free}.txt`), `\uFEFF${report}`, 'utf8');
  return free;
}
