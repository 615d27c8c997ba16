import { performance } from 'node:perf_hooks';
import { sql } from 'kysely';
import { z } from 'zod';
import type { BatchId } from '#shared/contract/common.ts';
import { mappedColumn, type ImportReport } from '#shared/contract/intake.ts';
import { AppError } from '#shared/errors/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { Progress } from '#data/kernel/index.ts';
import { insideTransaction, storeError, type Store } from '#data/store/index.ts';
import { mappingSignature, rememberMapping } from '../mapping.ts';
import type { CheckedSource } from './checked-source.ts';
import type { LoadJob } from './job.ts';
import { Loader } from './loader.ts';

/** What the thread that loads is told and tells meanwhile. */
export interface LoadHooks {
  cancelled(): boolean;
  progress(progress: Progress): void;
}

const PROGRESS_GAP_MS = 100;
const storedMapping = z.array(mappedColumn);

/**
 * Imports one file as one transaction over a connection of its own: the batch is in whole, or the store is as it was.
 * A dry run does all of it and takes it back at the end, so that it cannot tell anything else.
 *
 * @param open opens the file of the job; its rows come checked
 * @throws AppError those of the readers; MAPPING_INCOMPLETE, BAD_INPUT, FILE_CHANGED, CANCELLED, DISK_FULL, STORE_*
 */
export async function loadBatch(store: Store, open: () => Promise<CheckedSource>, job: LoadJob, hooks: LoadHooks): Promise<ImportReport> {
  const begun = performance.now();
  const source = await open();
  try {
    // Indexes of millions of rows are sorted in files, not in memory; an encrypted store's texts never go there.
    if (store.key === undefined) store.raw.pragma('temp_store = FILE');
    store.raw.exec('BEGIN IMMEDIATE');
    try {
      const report = await loadInside(store, new Loader(store, job, openBatch(store, job, source), source.size), source, job, hooks, begun);
      store.raw.exec(report.batchId === null ? 'ROLLBACK' : 'COMMIT');
      return report;
    } catch (error) {
      if (store.raw.inTransaction) store.raw.exec('ROLLBACK');
      throw error;
    }
  } catch (error) {
    throw storeError(error, store.path);
  } finally {
    await source.close();
  }
}

async function loadInside(store: Store, loader: Loader, source: CheckedSource, job: LoadJob, hooks: LoadHooks, begun: number): Promise<ImportReport> {
  await readRows(source, loader, hooks);
  hooks.progress({ phase: 'aggregating', ...source.progress(), unit: 'bytes', rows: loader.ledger.read });
  loader.finish();
  const sha256 = await source.sha256();
  await source.assertUnchanged();
  stopIfCancelled(hooks);
  hooks.progress({ phase: 'finishing', ...source.progress(), unit: 'bytes', rows: loader.ledger.read });
  const counts = loader.ledger.counts();
  const seconds = Math.round(performance.now() - begun) / 1000;
  // A row that was refused before and would be taken now makes it another import.
  const again = counts.accepted === 0 && isImported(store, job, source, sha256);
  const kept = !job.dryRun && !again;
  if (kept) await closeBatch(store, loader, source, job, sha256, seconds);
  return {
    ...(again ? { ...counts, unchanged: counts.unchanged + counts.superseded + counts.held, superseded: 0, held: 0 } : counts),
    batchId: kept ? (loader.batch as BatchId) : null,
    dryRun: job.dryRun,
    category: job.category.id,
    fileName: job.fileName,
    seconds,
    reasons: loader.ledger.reasons(),
    rejects: loader.ledger.rejects(),
    headers: source.headers(),
  };
}

async function readRows(source: CheckedSource, loader: Loader, hooks: LoadHooks): Promise<void> {
  let told = 0;
  for await (const rows of source.packs()) {
    stopIfCancelled(hooks);
    loader.take(rows);
    const now = performance.now();
    if (now - told < PROGRESS_GAP_MS) continue;
    told = now;
    hooks.progress({ phase: 'loading', ...source.progress(), unit: 'bytes', rows: loader.ledger.read });
  }
}

function stopIfCancelled(hooks: LoadHooks): void {
  if (hooks.cancelled()) throw new AppError('CANCELLED', 'The import was cancelled; nothing was kept.');
}

function openBatch(store: Store, job: LoadJob, source: CheckedSource): number {
  const { lastInsertRowid } = store.raw
    .prepare(
      `INSERT INTO batch (category, file_name, sha256, size, format, encoding, sheet, imported_at, imported_by, read_count, accepted_count, unchanged_count,
         superseded_count, rejected_count, duration_ms, state, headers, mapping, sender)
       VALUES (?, ?, '', ?, ?, NULL, ?, ?, ?, 0, 0, 0, 0, 0, 0, 'committed', '[]', ?, ?)`,
    )
    .run(job.category.id, job.fileName, source.size, source.format, source.sheet, job.at, job.actor, JSON.stringify(job.mapping), job.sender);
  return Number(lastInsertRowid);
}

/** The last time this very file (and sheet) was taken in and not taken back, it was mapped the same way. */
function isImported(store: Store, job: LoadJob, source: CheckedSource, sha256: string): boolean {
  const last = store.raw
    .prepare("SELECT mapping FROM batch WHERE sha256 = ? AND category = ? AND state = 'committed' AND sheet IS ? ORDER BY id DESC LIMIT 1")
    .pluck()
    .get(sha256, job.category.id, source.sheet);
  return typeof last === 'string' && mappingSignature(storedMapping.parse(JSON.parse(last))) === mappingSignature(job.mapping);
}

async function closeBatch(store: Store, loader: Loader, source: CheckedSource, job: LoadJob, sha256: string, seconds: number): Promise<void> {
  const { read, accepted, unchanged, superseded, held, rejected } = loader.ledger.counts();
  const tx = insideTransaction(store.db);
  await tx
    .updateTable('batch')
    .set({
      sha256, encoding: source.encoding(), headers: JSON.stringify(source.headers()), duration_ms: Math.round(seconds * 1000),
      read_count: read, accepted_count: accepted, unchanged_count: unchanged, superseded_count: superseded, held_count: held, rejected_count: rejected,
    })
    .where('id', '=', loader.batch)
    .execute();
  if (job.run !== undefined) await sql`DELETE FROM import_run WHERE id = ${job.run}`.execute(tx);
  if (job.rememberMapping) await rememberMapping(tx, job.category, job.sender, job.mapping);
  await appendAudit(tx, {
    at: new Date(job.at),
    actor: job.actor,
    action: 'batch.imported',
    subject: `batch:${String(loader.batch)}`,
    details: { category: job.category.id, fileName: job.fileName, ...(job.sender === '' ? {} : { sender: job.sender }), sha256, read, accepted, unchanged, superseded, ...(held === 0 ? {} : { held }), rejected },
  });
}
