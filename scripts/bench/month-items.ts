import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { measureJob, runJob } from './children.ts';
import type { Item } from './items.ts';

export interface MonthBench {
  /** Where stores are made and worked on. */
  readonly folder: string;
  /** A small store with rows of every category, to hear the queries of the index on. */
  readonly sample: string;
  readonly records: number;
  readonly batch: number;
  /** Where the large store is made and kept for the next time; null = made anew and thrown away. */
  readonly keep: string | null;
}

const made = z.object({ records: z.number(), batch: z.number(), store: z.string(), file: z.string() });
type Made = z.infer<typeof made>;

/** The month's index of all towns after a batch, beside its queries from scratch in DuckDB over the same rows. */
export function monthItems(bench: MonthBench): readonly Item[] {
  const store = join(bench.folder, 'month.db');
  const amount = (count: number): string => count.toLocaleString('en');
  return [{
    name: `Month's index after a batch of ${amount(bench.batch)} rows, ${amount(bench.records)} records in the store`, rival: 'its queries only, from scratch in DuckDB on the same rows', goal: 1, skipped: null,
    ours: async () => {
      const { store: large, file } = await largeStore(bench);
      copyStore(large, store);
      return measureJob('month-ours', store, file);
    },
    theirs: () => {
      const heard = join(bench.folder, 'heard.db');
      copyStore(bench.sample, heard);
      return measureJob('month-duck', store, heard);
    },
  }];
}

async function largeStore({ folder, records, batch, keep }: MonthBench): Promise<Made> {
  const at = keep ?? folder;
  const note = join(at, 'month-store.json');
  if (existsSync(note)) {
    const known = made.parse(JSON.parse(readFileSync(note, 'utf8')));
    if (known.records === records && known.batch === batch) return known;
    throw new Error(`${at} holds a store of ${String(known.records)} records and a batch of ${String(known.batch)}: name another folder, or remove it.`);
  }
  mkdirSync(at, { recursive: true });
  const store = join(at, 'large.db');
  const file = await runJob('month-store', store, join(at, 'files'), String(records), String(batch));
  const fresh: Made = { records, batch, store, file };
  writeFileSync(note, JSON.stringify(fresh));
  return fresh;
}

function copyStore(from: string, to: string): void {
  for (const part of ['', '.key']) copyFileSync(from + part, to + part);
}
