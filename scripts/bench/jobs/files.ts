import { rmSync } from 'node:fs';
import { bulkWords, openCore } from '../core.ts';
import { jobArguments } from '../meter.ts';
import { writeBulkCsv, writeBulkXlsx } from '../subject.ts';

/** Writes the files that the readers and the import are measured on. */
const [store, csv, csvRows, xlsx, xlsxRows] = jobArguments('store', 'csv', 'csv rows', 'xlsx', 'xlsx rows');
const core = await openCore(store);
const words = bulkWords(core);
await core.close();
rmSync(store, { force: true });
await writeBulkCsv(csv, words, Number(csvRows));
await writeBulkXlsx(xlsx, words, Number(xlsxRows));
