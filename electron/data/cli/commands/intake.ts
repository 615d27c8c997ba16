import { readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { BatchId, ImportReport } from '#shared/contract/index.ts';
import { AppError, toEnvelope } from '#shared/errors/index.ts';
import { importFile, undoBatch } from '#data/intake/index.ts';
import type { DataCore } from '#data/core/index.ts';
import { readOptions, wholeNumber } from '../options.ts';
import { cliActor, withCore } from '../program.ts';
import { UsageError } from '../usage.ts';
import type { Outcome } from './outcome.ts';

const TABLES = new Set(['.csv', '.tsv', '.txt', '.xlsx', '.xls', '.et', '.ods', '.json', '.ndjson', '.jsonl']);

/** Takes files and folders in order; a file that fails does not stop the next one, but the exit status tells. */
export function importCommand(args: readonly string[]): Promise<Outcome> {
  const options = readOptions(args, { values: ['db', 'category', 'sheet'], flags: ['dry-run'] });
  const db = options.required('db');
  if (options.positionals.length === 0) throw new UsageError('import needs at least one file or folder.');
  return withCore(db, 'existing', async (core) => {
    const settings = { category: options.optional('category'), sheet: options.optional('sheet'), dryRun: options.flag('dry-run') };
    const files: FileOutcome[] = [];
    for (const path of options.positionals.flatMap(expand)) files.push(await take(core, db, path, settings));
    const totals = { read: 0, accepted: 0, unchanged: 0, superseded: 0, rejected: 0 };
    for (const file of files) {
      if ('error' in file) continue;
      for (const key of ['read', 'accepted', 'unchanged', 'superseded', 'rejected'] as const) totals[key] += file[key];
    }
    const failed = files.some((file) => 'error' in file);
    return { output: { files, totals }, failed };
  });
}

type FileOutcome = { readonly path: string; readonly error: unknown } | (Ledger & { readonly path: string });
type Ledger = Pick<ImportReport, 'category' | 'read' | 'accepted' | 'unchanged' | 'superseded' | 'rejected' | 'batchId' | 'dryRun' | 'seconds' | 'reasons'> & { readonly rejects: string | null };

interface Settings {
  readonly category: string | undefined;
  readonly sheet: string | undefined;
  readonly dryRun: boolean;
}

async function take(core: DataCore, db: string, path: string, settings: Settings): Promise<FileOutcome> {
  try {
    const report = await importFile(core.contextFor(cliActor()), path, {
      dryRun: settings.dryRun,
      ...(settings.category === undefined ? {} : { category: settings.category }),
      ...(settings.sheet === undefined ? {} : { sheet: settings.sheet }),
    });
    const { category, read, accepted, unchanged, superseded, rejected, batchId, dryRun, seconds, reasons } = report;
    process.stderr.write(`${path}: ${category}, read ${String(read)}, rejected ${String(rejected)}\n`);
    const rejects = batchId === null || rejected === 0 ? null : `export --db ${db} --kind rejects --id ${String(batchId)} --out FILE.xlsx`;
    return { path, category, read, accepted, unchanged, superseded, rejected, batchId, dryRun, seconds, reasons, rejects };
  } catch (error) {
    const envelope = toEnvelope(error);
    process.stderr.write(`${path}: ${envelope.message}\n`);
    return { path, error: envelope };
  }
}

/** A folder stands for the tables in it, by name; anything else for itself. */
function expand(path: string): readonly string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory() !== true) return [path];
  const files = readdirSync(path).filter((name) => TABLES.has(extname(name).toLowerCase()) && !name.startsWith('~$') && !/^(说明|README)\./u.test(name));
  if (files.length === 0) throw new AppError('FILE_NOT_FOUND', `There is no CSV, XLSX, XLS, ODS or JSON file in ${path}.`, { path });
  return files.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).map((name) => join(path, name));
}

export function undo(args: readonly string[]): Promise<Outcome> {
  const options = readOptions(args, { values: ['db'] });
  const db = options.required('db');
  const [text] = options.positionals;
  if (text === undefined) throw new UsageError('undo needs the number of a batch.');
  const id = wholeNumber(text, 'BATCH', 1, Number.MAX_SAFE_INTEGER) as BatchId;
  return withCore(db, 'existing', async (core) => ({ output: await undoBatch(core.contextFor(cliActor()), id) }));
}
