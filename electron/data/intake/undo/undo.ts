import type { BatchId } from '#shared/contract/common.ts';
import type { UndoReport } from '#shared/contract/intake.ts';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import { insideTransaction, storeError, type Store } from '#data/store/index.ts';
import type { UndoJob } from '../load/job.ts';
import type { LoadHooks } from '../load/load.ts';
import { ContestedWithdrawal, type ContestedUndo } from '../sources/withdraw.ts';
import { previewStatements, undoStatements } from './sql.ts';

/**
 * Takes a batch back over a connection of its own, all or nothing. What it superseded is restored; where a later batch
 * built on it, that later one stays; rows it shares with later batches go over to them. Its rejects stay with the ledger.
 *
 * @throws AppError NOT_FOUND, BATCH_NOT_UNDOABLE when it was taken back before, CANCELLED
 */
export async function undoInside(store: Store, job: UndoJob, hooks: LoadHooks): Promise<UndoReport> {
  try {
    store.raw.exec('BEGIN IMMEDIATE');
    try {
      assertCommitted(store, job.batchId);
      hooks.progress({ phase: 'writing', done: 0, total: null, unit: 'rows', rows: 0 });
      const { removed, restored } = withdraw(store.raw, job.category, job.batchId);
      if (hooks.cancelled()) throw new AppError('CANCELLED', 'Taking the batch back was cancelled; it stays as it was.');
      store.raw.prepare("UPDATE batch SET state = 'undone', undone_at = ? WHERE id = ?").run(job.at, job.batchId);
      await appendAudit(insideTransaction(store.db), {
        at: new Date(job.at), actor: job.actor, action: 'batch.undone', subject: `batch:${String(job.batchId)}`,
        details: { category: job.category.id, removed, restored },
      });
      store.raw.exec('COMMIT');
      return { batchId: job.batchId as BatchId, removed, restored };
    } catch (error) {
      if (store.raw.inTransaction) store.raw.exec('ROLLBACK');
      throw error;
    }
  } catch (error) {
    throw storeError(error, store.path);
  }
}

/** What taking the batch back would remove and bring back. */
export function previewUndo(store: Store, category: CategoryDescriptor, batchId: BatchId): UndoReport {
  assertCommitted(store, batchId);
  const contested = contestedUndo(store.raw, category, batchId, (withdrawal) => withdrawal.preview());
  const sql = previewStatements(category);
  const count = (statement: string): number => store.raw.prepare(statement).pluck().get({ x: batchId, contested: JSON.stringify(contested.rows) }) as number;
  return { batchId, removed: contested.removed + count(sql.removed), restored: contested.restored + count(sql.restored) };
}

function assertCommitted(store: Store, batchId: number): void {
  const state = store.raw.prepare('SELECT state FROM batch WHERE id = ?').pluck().get(batchId);
  if (state === undefined) throw new AppError('NOT_FOUND', `There is no batch ${String(batchId)}.`, { batch: batchId });
  if (state !== 'committed') throw new AppError('BATCH_NOT_UNDOABLE', `Batch ${String(batchId)} was taken back before.`, { batch: batchId });
}

function withdraw(raw: Store['raw'], category: CategoryDescriptor, x: number): { removed: number; restored: number } {
  const sql = undoStatements(category);
  const run = (statement: string): number => raw.prepare(statement).run(statement.includes('$x') ? { x } : {}).changes;
  const contested = contestedUndo(raw, category, x, (withdrawal) => withdrawal.write());
  raw.exec(sql.drop + sql.prepare);
  run(sql.forgetWitness);
  run(sql.lastOfBatch);
  run(sql.links);
  const later = raw.prepare("SELECT id FROM batch b WHERE category = ? AND id > ? AND state = 'committed' AND EXISTS (SELECT 1 FROM witness WHERE batch_id = b.id) ORDER BY id").pluck().all(category.id, x) as number[];
  const handOver = raw.prepare(sql.handOver);
  for (const w of later) handOver.run({ x, w });
  run(sql.resolveLinks);
  run(sql.leaveMonths);
  const removed = run(sql.remove);
  run(sql.relink);
  run(sql.joinMonths);
  run(sql.sweepMonths);
  const restored = raw.prepare('SELECT count(*) FROM temp.undo_link WHERE closed_by IS NULL').pluck().get() as number;
  raw.exec(sql.drop);
  return { removed: removed + contested.removed, restored: restored + contested.restored };
}

/** What several sources said something of is settled first, without the batch; where there is one source only, nothing is looked at. */
function contestedUndo(raw: Store['raw'], category: CategoryDescriptor, x: number, work: (withdrawal: ContestedWithdrawal) => ContestedUndo): ContestedUndo {
  if (ContestedWithdrawal.isNeedless(raw, category)) return { rows: [], removed: 0, restored: 0 };
  const sql = undoStatements(category);
  raw.exec(sql.drop + sql.prepare);
  try {
    raw.prepare(sql.lastOfBatch).run({ x });
    return work(new ContestedWithdrawal(raw, category, x));
  } finally {
    raw.exec(sql.drop);
  }
}
