import type { QualityRule } from '#shared/domain/quality/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { CoreContext, Progress } from '#data/kernel/index.ts';
import { stateKey } from '#data/supply/index.ts';
import { evaluateRule, rowsToWalk, type RuleOutcome } from './evaluate.ts';
import { rulesInUse } from './rules.ts';
import { keepRun, newestBatch } from './run-repository.ts';

/**
 * Holds every rule against the store and keeps what they found, all in one transaction at the end: a run that was cancelled or
 * failed leaves nothing. Reads between other calls, so that these are answered meanwhile.
 *
 * @param actor account id, or `cli:<user>`
 * @throws AppError CANCELLED
 */
export async function runRules(context: CoreContext, actor: string, signal?: AbortSignal, report?: (progress: Progress) => void): Promise<{ readonly run: number; readonly found: number }> {
  const { store, clock } = context;
  const { set, hash } = rulesInUse(context);
  const begun = clock.now();
  const [key, lastBatch] = [await stateKey(store.db), await newestBatch(store.db)];
  const outcomes = await evaluateAll(context, set.rules, signal, report);
  const found = outcomes.reduce((sum, outcome) => sum + outcome.found, 0);
  const run = await store.write(async (tx) => {
    const id = await keepRun(
      tx,
      { startedAt: begun.toISOString(), startedBy: actor, milliseconds: clock.now().getTime() - begun.getTime(), rulesVersion: set.version, rulesHash: hash, stateKey: key, lastBatch },
      outcomes,
    );
    const failing = outcomes.filter((outcome) => outcome.found > 0);
    const details = {
      rules: outcomes.length, rulesHash: hash, failing: failing.length, found, lastBatch,
      high: failing.filter(({ rule }) => rule.severity === 'high').length,
    };
    await appendAudit(tx, { at: clock.now(), actor, action: 'quality.run', subject: `quality:${String(id)}`, details });
    return id;
  });
  context.emit({ type: 'changed', topics: ['quality', 'audit'], subject: null });
  return { run, found };
}

async function evaluateAll(context: CoreContext, rules: readonly QualityRule[], signal: AbortSignal | undefined, report: ((progress: Progress) => void) | undefined): Promise<readonly RuleOutcome[]> {
  let total = 0;
  for (const rule of rules) total += await rowsToWalk(context, rule);
  let done = 0;
  const step = (rows: number): void => {
    if (signal?.aborted === true) throw new AppError('CANCELLED', 'The quality run was cancelled; the run before is kept.');
    done += rows;
    report?.({ phase: 'reading', done: Math.round(done), total, unit: 'rows', rows: Math.round(done) });
  };
  const outcomes: RuleOutcome[] = [];
  for (const rule of rules) {
    step(0);
    outcomes.push(await evaluateRule(context, rule, { step }));
  }
  report?.({ phase: 'finishing', done: total, total, unit: 'rows', rows: Math.round(done) });
  return outcomes;
}
