import { readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { BatchId, FileInspection, ImportReport } from '#shared/contract/index.ts';
import { AppError, toEnvelope, type ErrorEnvelope } from '#shared/errors/index.ts';
import { importFile, isTableName, openArchive, undoBatch } from '#data/intake/index.ts';
import type { DataCore } from '#data/core/index.ts';
import { readOptions, wholeNumber } from '../options.ts';
import { cliActor, withCore } from '../program.ts';
import { UsageError } from '../usage.ts';
import type { Outcome } from './outcome.ts';

/** Takes files and folders in order; a file that fails does not stop the next one, but the exit status tells. */
export function importCommand(args: readonly string[]): Promise<Outcome> {
  const options = readOptions(args, { values: ['db', 'category', 'sheet', 'sender'], flags: ['dry-run'] });
  const db = options.required('db');
  if (options.positionals.length === 0) throw new UsageError('import needs at least one file or folder.');
  return withCore(db, 'existing', async (core) => {
    const settings = { category: options.optional('category'), sheet: options.optional('sheet'), sender: options.optional('sender'), dryRun: options.flag('dry-run') };
    const files: FileOutcome[] = [];
    for (const path of options.positionals.flatMap(expand)) files.push(...(await takeAny(core, db, path, settings)));
    const totals = { read: 0, accepted: 0, unchanged: 0, superseded: 0, held: 0, rejected: 0 };
    for (const file of files) {
      if ('error' in file) continue;
      for (const key of ['read', 'accepted', 'unchanged', 'superseded', 'held', 'rejected'] as const) totals[key] += file[key];
    }
    const failed = files.some((file) => 'error' in file);
    return { output: { files, totals }, failed };
  });
}

type FileOutcome = { readonly path: string; readonly error: ErrorEnvelope } | (Ledger & { readonly path: string });
type Ledger = Pick<ImportReport, 'category' | 'read' | 'accepted' | 'unchanged' | 'superseded' | 'held' | 'rejected' | 'batchId' | 'dryRun' | 'seconds' | 'reasons'> & { readonly headerChanges: FileInspection['headerChanges']; readonly rejects: string | null };

interface Settings {
  readonly category: string | undefined;
  readonly sheet: string | undefined;
  readonly sender: string | undefined;
  readonly dryRun: boolean;
}

/** A zip stands for the tables in it; of a batch package all of them, or none if it does not hold. */
async function takeAny(core: DataCore, db: string, path: string, settings: Settings): Promise<readonly FileOutcome[]> {
  const outcome = await take(core, db, path, settings);
  if (!('error' in outcome) || outcome.error.code !== 'FILE_NOT_A_TABLE' || outcome.error.details['kind'] !== 'zip') return [outcome];
  try {
    const archive = await openArchive(core.contextFor(cliActor()), path);
    try {
      const files: FileOutcome[] = [];
      for (const member of archive.members) {
        const taken = await take(core, db, member.path, { ...settings, category: member.stated?.category ?? settings.category, sheet: member.stated?.sheet ?? settings.sheet, sender: settings.sender ?? archive.package?.sender ?? archive.package?.system });
        files.push({ ...taken, path: `${path}/${member.name}` });
      }
      return files;
    } finally {
      archive.remove();
    }
  } catch (error) {
    const envelope = toEnvelope(error);
    process.stderr.write(`${path}: ${envelope.message}\n`);
    return [{ path, error: envelope }];
  }
}

async function take(core: DataCore, db: string, path: string, settings: Settings): Promise<FileOutcome> {
  try {
    const report = await importFile(core.contextFor(cliActor()), path, {
      dryRun: settings.dryRun,
      ...(settings.category === undefined ? {} : { category: settings.category }),
      ...(settings.sheet === undefined ? {} : { sheet: settings.sheet }),
      ...(settings.sender === undefined ? {} : { sender: settings.sender }),
    });
    const { category, read, accepted, unchanged, superseded, held, rejected, batchId, dryRun, seconds, reasons, headerChanges } = report;
    process.stderr.write(`${path}: ${category}, read ${String(read)}, rejected ${String(rejected)}\n`);
    if (headerChanges !== null && headerChanges.added.length > 0) process.stderr.write(`${path}: new headers, not met from this sender before: ${headerChanges.added.join(', ')}\n`);
    const rejects = batchId === null || rejected === 0 ? null : `export --db ${db} --kind rejects --id ${String(batchId)} --out FILE.xlsx`;
    return { path, category, read, accepted, unchanged, superseded, held, rejected, batchId, dryRun, seconds, reasons, headerChanges, rejects };
  } catch (error) {
    const envelope = toEnvelope(error);
    if (envelope.details['kind'] !== 'zip') process.stderr.write(`${path}: ${envelope.message}\n`);
    return { path, error: envelope };
  }
}

/** A folder stands for the tables in it, by name; anything else for itself. */
function expand(path: string): readonly string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory() !== true) return [path];
  const files = readdirSync(path).filter((name) => isTableName(name) || extname(name).toLowerCase() === '.zip');
  if (files.length === 0) throw new AppError('FILE_NOT_FOUND', `There is no CSV, XLSX, XLS, ODS, JSON or ZIP file in ${path}.`, { path });
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
