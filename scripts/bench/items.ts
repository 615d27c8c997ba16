import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { FACTORS } from './case.ts';
import { hasShell, measureJob } from './children.ts';
import type { Reading } from './meter.ts';
import { importBare, importReady } from './shell-rival.ts';

/** One way measured against its rival, run by run in turn, so that both meet the same machine. */
export interface Item {
  readonly name: string;
  readonly rival: string;
  /** What the ratio should be at most (ours / rival); null where the rival is only a floor. */
  readonly goal: number | null;
  /** Why it cannot be measured here; null where it can. */
  readonly skipped: string | null;
  /** Both must have worked on as many things. */
  readonly ours: () => Promise<Reading>;
  readonly theirs: () => Promise<Reading>;
}

export interface Bench {
  readonly folder: string;
  readonly csv: string;
  readonly rows: number;
  readonly xlsx: string;
  readonly xlsxRows: number;
  readonly sample: string;
  readonly assessment: string;
  readonly category: CategoryDescriptor;
}

/** What a screen leaves between two pictures; a limit, not a measurement. */
const FRAME: Reading = { seconds: 0.016, cpuSeconds: 0.016, peakMb: Number.NaN, count: FACTORS };

const NO_SHELL = 'skipped: the sqlite3 program is missing (Debian, Ubuntu: apt-get install sqlite3)';

export async function itemsOf(bench: Bench): Promise<readonly Item[]> {
  const { folder, csv, sample, assessment, category } = bench;
  const shell = (await hasShell()) ? null : NO_SHELL;
  const ourStore = join(folder, 'ours.db');
  const theirStore = join(folder, 'theirs.db');
  const fresh = (path: string): string => {
    for (const suffix of ['', '-wal', '-shm', '.key']) rmSync(path + suffix, { force: true });
    return path;
  };
  const intake = (): Promise<Reading> => measureJob('intake', fresh(ourStore), csv);
  const rows = bench.rows.toLocaleString('en');
  const job = (name: string, way: string, ...args: readonly string[]) => (): Promise<Reading> => measureJob(name, way, ...args);
  return [
    {
      name: `CSV intake, whole, ${rows} rows`, rival: 'sqlite3 shell, .import of the same file, bare table', goal: null, skipped: shell,
      ours: intake, theirs: () => importBare(fresh(theirStore), csv, category),
    },
    {
      name: `CSV intake, whole, ${rows} rows`, rival: 'sqlite3 shell, .import of ready rows, our table and indexes', goal: 1.2, skipped: shell,
      ours: intake, theirs: () => importReady(fresh(theirStore), csv, ourStore, category),
    },
    {
      name: `XLSX read, ${bench.xlsxRows.toLocaleString('en')} rows`, rival: 'SheetJS 0.20.3', goal: 1 / 3, skipped: null,
      ours: job('xlsx-read', 'ours', bench.xlsx), theirs: job('xlsx-read', 'sheetjs', bench.xlsx),
    },
    {
      name: 'Report of a case as XLSX', rival: 'its cells as bare XML, zipped (fflate)', goal: null, skipped: null,
      ours: job('report', 'ours', sample, assessment), theirs: job('report', 'bare', sample, assessment),
    },
    {
      name: `Recalculation after one changed score, figures, ${String(FACTORS)} factors`, rival: 'the same maths in typed arrays', goal: 1.5, skipped: null,
      ours: job('score', 'figures'), theirs: job('score', 'plain'),
    },
    {
      name: `Recalculation after one changed score, with all texts, ${String(FACTORS)} factors`, rival: 'the same maths in typed arrays, no texts', goal: null, skipped: null,
      ours: job('score', 'words'), theirs: job('score', 'plain'),
    },
    {
      name: `One changed score in the window, with all findings, ${String(FACTORS)} factors`, rival: 'a frame of 16 ms', goal: 1, skipped: null,
      ours: () => measureJob('edit', sample, assessment), theirs: () => Promise.resolve(FRAME),
    },
    {
      name: '100,000 draws, one case of 54 factors', rival: 'the same maths in one loop over typed arrays', goal: 1.5, skipped: null,
      ours: job('draws', 'ours'), theirs: job('draws', 'plain'),
    },
    {
      name: 'Evidence of a case, all questions', rival: 'its grouped queries in bare SQL', goal: null, skipped: null,
      ours: job('evidence', 'ours', sample, assessment), theirs: job('evidence', 'bare', sample, assessment),
    },
  ];
}
