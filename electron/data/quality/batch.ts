import type { BatchFinding, BatchQuality } from '#shared/contract/index.ts';
import { isRowRule, SEVERITIES, type QualityRule, type RowRule } from '#shared/domain/quality/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { CoreContext, Progress } from '#data/kernel/index.ts';
import { categoryOfBatch } from './batch-repository.ts';
import { evaluateRows, rowsToWalk } from './evaluate.ts';
import { rulesInUse } from './rules.ts';

/** Rows walked over, all rules together, that are judged while the caller waits: about a second. */
const AT_ONCE = 300_000;

interface Hooks {
  readonly signal?: AbortSignal;
  readonly report?: (progress: Progress) => void;
}

/**
 * Holds every rule about rows of the batch's category against the rows of the batch that stand today. A run of all rules keeps only the
 * first rows of each finding, which may all be of other batches: so the rows of this one are judged anew.
 *
 * @throws AppError NOT_FOUND
 */
export async function batchQuality(context: CoreContext, batch: number): Promise<BatchQuality> {
  const category = await categoryOfBatch(context.store.db, batch);
  if (category === undefined) throw new AppError('NOT_FOUND', `There is no batch ${String(batch)}.`, { batch });
  const rules = rulesInUse(context).set.rules.filter((rule): rule is RowRule => rule.category === category && isRowRule(rule));
  let rows = 0;
  for (const rule of rules) rows += await rowsToWalk(context, rule, batch);
  if (rows <= AT_ONCE) return { findings: await judge(context, rules, batch, rows), taskId: null };
  const { id } = context.tasks.start({
    kind: 'batchQuality',
    subject: String(batch),
    run: async (signal, report) => ({ kind: 'batchQuality', findings: await judge(context, rules, batch, rows, { signal, report }) }),
  });
  return { findings: null, taskId: id };
}

/** Row ids of the batch that break the rule today, at most the first thousand. A rule about places has none. */
export async function brokenInBatch(context: CoreContext, rule: QualityRule, batch: number): Promise<readonly number[]> {
  return isRowRule(rule) ? (await evaluateRows(context, rule, { step: () => undefined }, batch)).rowIds : [];
}

async function judge(context: CoreContext, rules: readonly RowRule[], batch: number, total: number, { signal, report }: Hooks = {}): Promise<readonly BatchFinding[]> {
  const findings: BatchFinding[] = [];
  let done = 0;
  const step = (rows: number): void => {
    if (signal?.aborted === true) throw new AppError('CANCELLED', 'Judging the batch was cancelled; nothing was kept.');
    done += rows;
    report?.({ phase: 'reading', done: Math.round(done), total, unit: 'rows', rows: Math.round(done) });
  };
  for (const rule of rules) {
    const { checked, found, skipped } = await evaluateRows(context, rule, { step }, batch);
    findings.push({ rule, checked, found, skipped });
  }
  return findings.sort((a, b) => Number(b.found > 0) - Number(a.found > 0) || SEVERITIES.indexOf(a.rule.severity) - SEVERITIES.indexOf(b.rule.severity) || b.found - a.found);
}
