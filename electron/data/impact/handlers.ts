import { z } from 'zod';
import type { AssessmentId } from '#shared/contract/common.ts';
import type { BatchImpact, impactContract, ImpactSignal } from '#shared/contract/impact.ts';
import { SIGNAL_LEVELS, SIGNAL_STATES } from '#shared/domain/signals/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { Handlers } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { assessmentsOn, batchHead, indexRunsOn, latestSignalsOn, signalsOn } from './impact-repository.ts';

const SIGNALS_NAMED = 8;
const stateText = z.enum(['draft', 'submitted', 'returned', 'decided']);
const levelText = z.enum(SIGNAL_LEVELS);
const signalStateText = z.enum(SIGNAL_STATES);
const nameText = z.object({ zh: z.string(), en: z.string() });

export const impactHandlers: Handlers<typeof impactContract> = {
  'impact.ofBatch': (input, { store }) => impactOf(store.db, input.id),
};

/**
 * What was built on a batch and is touched when it is taken back. A decided case keeps its snapshot and a published month its inputs; the
 * evidence of open cases, unpublished months and signals follow the data.
 *
 * @throws AppError NOT_FOUND
 */
async function impactOf(db: ReadDb, id: number): Promise<BatchImpact> {
  const batch = await batchHead(db, id);
  if (batch === undefined) throw new AppError('NOT_FOUND', `There is no batch ${String(id)}.`, { batch: id });
  const [cases, runs, signals] = [await assessmentsOn(db, batch.category, batch.imported_at), await indexRunsOn(db, batch.category, id), await signalsOn(db, batch.category, id)];
  return {
    assessments: cases.map((one) => ({ id: one.id as AssessmentId, title: one.title, state: stateText.parse(one.state), frozen: one.decided_at !== null })),
    index: runs.map((run) => ({ run: run.id, subject: run.subject, month: run.month, state: run.state, frozen: run.state === 'published' })),
    signals: { ...signals, latest: await latest(db, batch.category, id) },
  };
}

async function latest(db: ReadDb, category: string, batch: number): Promise<readonly ImpactSignal[]> {
  const rows = await latestSignalsOn(db, category, batch, SIGNALS_NAMED);
  return rows.map((row) => ({
    id: row.id, ruleName: nameText.parse(JSON.parse(row.name)), level: levelText.parse(row.level), from: row.window_from, to: row.window_to, state: signalStateText.parse(row.state),
  }));
}
