import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import type { BatchId } from '#shared/contract/common.ts';
import { mappedColumn, type ImportReport } from '#shared/contract/intake.ts';
import type { RegionIndex } from '#shared/domain/codes/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { Progress } from '#data/kernel/index.ts';
import { insideTransaction, storeError, type Secrets, type Store } from '#data/store/index.ts';
import { openHeader, type TableHeader } from '../head.ts';
import { asMapped } from '../head-score.ts';
import { bindMapping, mappingSignature, rememberMapping } from '../mapping.ts';
import { openTable, type TableSource } from '../readers/index.ts';
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
 * @throws AppError those of the readers; MAPPING_INCOMPLETE, BAD_INPUT, FILE_CHANGED, CANCELLED, DISK_FULL, STORE_*
 */
export async function loadBatch(store: Store, secrets: Secrets, regions: RegionIndex, job: LoadJob, hooks: LoadHooks): Promise<ImportReport> {
  const begun = performance.now();
  bindMapping(job.category, job.mapping);
  const source = await openTable(job.path, { sheet: job.sheet ?? undefined });
  try {
    // Indexes of millions of rows are sorted in files, not in memory; an encrypted store's texts never go there.
    if (store.key === undefined) store.raw.pragma('temp_store = FILE');
    store.raw.exec('BEGIN IMMEDIATE');
    try {
      const report = await loadInside(store, new Loader(store, secrets, regions, job, openBatch(store, job, source), source.size), source, job, hooks, begun);
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

async function loadInside(store: Store, loader: Loader, source: TableSource, job: LoadJob, hooks: LoadHooks, begun: number): Promise<ImportReport> {
  await readRows(source, loader, job, hooks);
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
    ...(again ? { ...counts, unchanged: counts.unchanged + counts.superseded, superseded: 0 } : counts),
    batchId: kept ? (loader.batch as BatchId) : null,
    dryRun: job.dryRun,
    category: job.category.id,
    fileName: job.fileName,
    seconds,
    reasons: loader.ledger.reasons(),
    rejects: loader.ledger.rejects(),
    headers: loader.headers,
  };
}

async function readRows(source: TableSource, loader: Loader, job: LoadJob, hooks: LoadHooks): Promise<void> {
  const opened = await openHeader(source, asMapped(job.mapping));
  if (opened === null) throw new AppError('FILE_EMPTY', `${job.fileName} has no row at all.`, { path: job.path });
  const { header, rows } = opened;
  assertAgreed(header, job);
  // Cells of a sheet have their places; only in text can a separator inside a cell shift them.
  loader.begin(source.format === 'csv' ? header.width : Infinity, header.headers);
  let told = 0;
  for await (const chunk of rows) {
    stopIfCancelled(hooks);
    for (const row of chunk) loader.take(row);
    const now = performance.now();
    if (now - told < PROGRESS_GAP_MS) continue;
    told = now;
    hooks.progress({ phase: 'loading', ...source.progress(), unit: 'bytes', rows: loader.ledger.read });
  }
}

/** The columns were mapped by what was seen before; the file must still have them. */
function assertAgreed({ headers }: TableHeader, job: LoadJob): void {
  const different = job.mapping.find((column) => (headers[column.index] ?? '') !== column.header);
  if (different === undefined) return;
  throw new AppError('FILE_CHANGED', `${job.fileName} has other columns than when they were mapped (“${different.header}”); choose it again.`, { path: job.path, header: different.header });
}

function stopIfCancelled(hooks: LoadHooks): void {
  if (hooks.cancelled()) throw new AppError('CANCELLED', 'The import was cancelled; nothing was kept.');
}

function openBatch(store: Store, job: LoadJob, source: TableSource): number {
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
function isImported(store: Store, job: LoadJob, source: TableSource, sha256: string): boolean {
  const last = store.raw
    .prepare("SELECT mapping FROM batch WHERE sha256 = ? AND category = ? AND state = 'committed' AND sheet IS ? ORDER BY id DESC LIMIT 1")
    .pluck()
    .get(sha256, job.category.id, source.sheet);
  return typeof last === 'string' && mappingSignature(storedMapping.parse(JSON.parse(last))) === mappingSignature(job.mapping);
}

async function closeBatch(store: Store, loader: Loader, source: TableSource, job: LoadJob, sha256: string, seconds: number): Promise<void> {
  const { read, accepted, unchanged, superseded, rejected } = loader.ledger.counts();
  const tx = insideTransaction(store.db);
  await tx
    .updateTable('batch')
    .set({
      sha256, encoding: source.encoding(), headers: JSON.stringify(loader.headers), duration_ms: Math.round(seconds * 1000),
      read_count: read, accepted_count: accepted, unchanged_count: unchanged, superseded_count: superseded, rejected_count: rejected,
    })
    .where('id', '=', loader.batch)
    .execute();
  if (job.rememberMapping) await rememberMapping(tx, job.category, job.sender, job.mapping);
  await appendAudit(tx, {
    at: new Date(job.at),
    actor: job.actor,
    action: 'batch.imported',
    subject: `batch:${String(loader.batch)}`,
    details: { category: job.category.id, fileName: job.fileName, ...(job.sender === '' ? {} : { sender: job.sender }), sha256, read, accepted, unchanged, superseded, rejected },
  });
}
