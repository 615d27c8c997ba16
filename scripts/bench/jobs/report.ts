import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { exportAssessment } from '#data/reports/index.ts';
import { bareWorkbook } from '../bare-workbook.ts';
import { ACTOR, openCore } from '../core.ts';
import { jobArguments, tell } from '../meter.ts';

/** The report of one matter as a workbook, from the store to the file; or only its cells as bare XML in a zip. */
const TIMES = 10;
const [way, storePath, id] = jobArguments('way', 'store', 'assessment');
const core = await openCore(storePath);
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const path = join(folder, 'report.xlsx');
const ours = async (): Promise<number> => {
  await exportAssessment(core.contextFor(ACTOR), id, path, 'zh');
  return 1;
};
await ours();
if (way === 'ours') await tell(ours, TIMES);
else {
  const { sheets } = await readXlsx(readFileSync(path));
  const bare = (): number => {
    writeFileSync(path, bareWorkbook(sheets.map(({ name, rows }) => ({ name, rows }))));
    return 1;
  };
  bare();
  await tell(bare, TIMES);
}
await core.close();
rmSync(folder, { recursive: true, force: true });
