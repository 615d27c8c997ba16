import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { importFile } from '#data/intake/index.ts';
import { generateSample } from '#data/sample/index.ts';
import { computeMonth } from '#data/stability/index.ts';
import { ACTOR, openCore, RESOURCES } from '../core.ts';
import { jobArguments } from '../meter.ts';
import { BATCH_CATEGORY, MONTH } from '../month.ts';

/**
 * A store with so many records of sample data in equal parts over all categories, its month computed, and beside it, not imported yet,
 * a batch that comes after. Tells the file of the batch.
 */
const [storePath, folder, records, batch] = jobArguments('store', 'folder', 'records', 'batch');
/** Files hold faults and repeated rows too, which no store takes, and of a few categories there are only so many rows in four years. */
const SOUND = 0.94;

const core = await openCore(storePath);
const { catalogue, regions } = core.context;
const context = core.contextFor(ACTOR);
const held = Number(batch);
const rowsPerCategory = Math.ceil((Number(records) / SOUND + held) / catalogue.categories.length);
const { files } = await generateSample({ outDir: folder, resourcesDir: RESOURCES, catalogue, regions, rowsPerCategory, format: 'csv' });
let [later, taken] = ['', 0];
for (const file of files) {
  let { path } = file;
  if (file.category === BATCH_CATEGORY) [path, later] = await splitOff(path, file.rows - held);
  const { accepted } = await importFile(context, path, { category: file.category, dryRun: false });
  taken += accepted;
  rmSync(path);
}
if (taken < Number(records)) throw new Error(`The store holds ${String(taken)} records only, not ${records}.`);
await computeMonth(context, 'town', MONTH);
await core.close();
process.stdout.write(`${later}\n`);

/** Two files with the same head: the first rows, and the rest. No cell of the category holds a line break. */
async function splitOff(path: string, rows: number): Promise<[string, string]> {
  const [first, rest] = [join(dirname(path), `first-${basename(path)}`), join(dirname(path), `later-${basename(path)}`)];
  await pipeline(lines(path, (line) => line <= rows), createWriteStream(first));
  await pipeline(lines(path, (line) => line === 0 || line > rows), createWriteStream(rest));
  return [first, rest];
}

async function* lines(path: string, wanted: (line: number) => boolean): AsyncGenerator<string> {
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (wanted(line)) yield `${text}\r\n`;
    line += 1;
  }
}
