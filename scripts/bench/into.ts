import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { measureJob, runJob } from './children.ts';
import type { Bench, Item } from './items.ts';
import { copyTable, importReadyInto } from './shell-rival.ts';

/** Files that stand beside a store. */
const SUFFIXES = ['', '-wal', '-shm', '.key'] as const;
/** The base is one batch, the file that comes to it the next. */
const BATCH = 2;

function remove(path: string): void {
  for (const suffix of SUFFIXES) rmSync(path + suffix, { force: true });
}

/**
 * A file into a category that already holds `into` rows, which our import has brought in before. That import is a measurement of its
 * own, without a rival: its memory must not depend on the rows.
 */
export async function intoItem({ folder, csv, rows, category }: Bench, into: number, say: (text: string) => void): Promise<Item> {
  const base = join(folder, 'base.db');
  const shellBase = join(folder, 'shell-base.db');
  const [ours, theirs] = [join(folder, 'into-ours.db'), join(folder, 'into-theirs.db')];
  const [baseCsv, more] = [`${csv}.base`, `${csv}.more`];
  const words = join(folder, 'words.db');
  await runJob('bulk-csv', words, baseCsv, '0', String(into));
  await runJob('bulk-csv', words, more, String(into), String(rows));
  const first = await measureJob('intake', base, baseCsv);
  say(`CSV intake, whole, ${into.toLocaleString('en')} rows into an empty store: ${first.seconds.toFixed(1)} s, processor ${first.cpuSeconds.toFixed(1)} s, peak ${first.peakMb.toFixed(0)} MB.`);
  rmSync(baseCsv);
  await copyTable(shellBase, base, category);
  return {
    name: `CSV intake, whole, ${rows.toLocaleString('en')} rows into ${into.toLocaleString('en')}`,
    rival: 'sqlite3 shell, .import of ready rows, our table and indexes', goal: 2, skipped: null,
    ours: async () => {
      remove(ours);
      copyFileSync(base, ours);
      copyFileSync(`${base}.key`, `${ours}.key`);
      return await measureJob('intake', ours, more);
    },
    theirs: async () => {
      remove(theirs);
      copyFileSync(shellBase, theirs);
      return await importReadyInto(theirs, more, ours, category, BATCH);
    },
  };
}
