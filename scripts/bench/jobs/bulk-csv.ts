import { rmSync } from 'node:fs';
import { bulkWords, openCore } from '../core.ts';
import { jobArguments } from '../meter.ts';
import { writeBulkCsv } from '../subject.ts';

/** Writes `rows` synthetic rows from the `from`-th on. */
const [store, csv, from, rows] = jobArguments('store', 'csv', 'from', 'rows');
const core = await openCore(store);
const words = bulkWords(core);
await core.close();
rmSync(store, { force: true });
await writeBulkCsv(csv, words, Number(rows), Number(from));
