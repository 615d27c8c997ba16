import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadCatalogue } from '#data/catalogue/index.ts';
import { categoryById } from '#shared/domain/catalogue/index.ts';
import { runJob } from './children.ts';
import { RESOURCES } from './core.ts';
import { intoItem } from './into.ts';
import { itemsOf, type Bench, type Item } from './items.ts';
import type { Reading } from './meter.ts';
import { monthItems } from './month-items.ts';
import { BULK_CATEGORY } from './subject.ts';
import { median, medianReading, toTable, type Line } from './table.ts';

/**
 * `npm run bench -- [--rows N] [--xlsx-rows N] [--into N] [--records N] [--month-store FOLDER] [--runs N] [--only TEXT]`: what the program does, each
 * beside a named rival.
 */
const OUT = join(import.meta.dirname, '../../test-results');
const SAMPLE_ROWS = 500;
/** A new batch against what the store holds: 100,000 rows for ten million. */
const BATCH_SHARE = 0.01;

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '200000' },
    'xlsx-rows': { type: 'string', default: '50000' },
    records: { type: 'string', default: '200000' },
    'month-store': { type: 'string' },
    into: { type: 'string', default: '0' },
    runs: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
  },
});

function wholeNumber(name: 'rows' | 'xlsx-rows' | 'records' | 'runs'): number {
  const number = Number(values[name]);
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`--${name} takes a whole number from 1, not "${values[name]}".`);
  return number;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function prepare(folder: string): Promise<Bench> {
  const category = categoryById(loadCatalogue(RESOURCES), BULK_CATEGORY);
  if (category === undefined) throw new Error(`the catalogue has no category ${BULK_CATEGORY}`);
  const files = { csv: join(folder, 'bulk.csv'), rows: wholeNumber('rows'), xlsx: join(folder, 'bulk.xlsx'), xlsxRows: wholeNumber('xlsx-rows') };
  const sample = join(folder, 'sample.db');
  await runJob('files', join(folder, 'words.db'), files.csv, String(files.rows), files.xlsx, String(files.xlsxRows));
  const assessment = await runJob('sample-store', sample, join(folder, 'sample'), String(SAMPLE_ROWS));
  return { folder, ...files, sample, assessment, category };
}

async function measure(item: Item, runs: number): Promise<Line> {
  const { name, rival, goal, skipped } = item;
  if (skipped !== null) return { name, rival, goal, skipped, ours: null, theirs: null, ratio: null, cpuRatio: null };
  const pairs: (readonly [Reading, Reading])[] = [];
  for (let run = 0; run < runs; run += 1) {
    const ours = await item.ours();
    const theirs = await item.theirs();
    if (ours.count !== theirs.count) throw new Error(`${name}: ours worked on ${String(ours.count)}, ${rival} on ${String(theirs.count)}.`);
    pairs.push([ours, theirs]);
  }
  return {
    name, rival, goal, skipped,
    ours: medianReading(pairs.map(([ours]) => ours)),
    theirs: medianReading(pairs.map(([, theirs]) => theirs)),
    ratio: median(pairs.map(([ours, theirs]) => ours.seconds / theirs.seconds)),
    cpuRatio: median(pairs.map(([ours, theirs]) => ours.cpuSeconds / theirs.cpuSeconds)),
  };
}

const runs = wholeNumber('runs');
const folder = mkdtempSync(join(tmpdir(), 'fengqiao-bench-'));
try {
  say('Preparing files and a store with sample data ...');
  const bench = await prepare(folder);
  const records = wholeNumber('records');
  const month = monthItems({ folder, sample: bench.sample, records, batch: Math.ceil(records * BATCH_SHARE), keep: values['month-store'] ?? null });
  const items = [...(await itemsOf(bench)), ...month].filter(({ name }) => name.includes(values.only));
  const into = Number(values.into);
  if (into > 0) items.push(await intoItem(bench, into, say));
  const lines: Line[] = [];
  for (const item of items) {
    say(`${item.name}, against ${item.rival} ...`);
    lines.push(await measure(item, runs));
  }
  const machine = { at: new Date().toISOString(), node: process.version, platform: `${process.platform}-${process.arch}`, cores: cpus().length, processor: cpus()[0]?.model ?? '?', runs };
  mkdirSync(OUT, { recursive: true });
  writeFileSync(join(OUT, 'bench.json'), `${JSON.stringify({ machine, lines }, null, 2)}\n`);
  process.stdout.write(`${toTable(lines)}\n`);
  say(`${String(machine.cores)} cores (${machine.processor}), Node ${machine.node}, medians of ${String(runs)}. Written to ${join(OUT, 'bench.json')}.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
