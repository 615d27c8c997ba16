import type { AssessmentView, FactorView } from '#shared/contract/index.ts';
import { normaliseWeights } from '#shared/domain/grading/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { patchAssessment, writeFactor } from './assessment-repository.ts';
import { change, changesOf } from './edit.ts';

/** Scores of one factor that a panel found, decimal text; null = not asked, so what stands stays. */
export interface FoundScore {
  readonly factorId: string;
  readonly p: string | null;
  readonly q: string | null;
  readonly residualP: string | null;
  readonly residualQ: string | null;
  readonly weight: string | null;
}

/**
 * Writes what a panel found into a case, as one change of its own in the history. Weights, where they were asked, are divided by their sum
 * and count as entered.
 *
 * @throws AppError CONFLICT where the panel was asked about other factors than are identified now; WEIGHT_SUM where all weights are 0; as `change`
 */
export function adoptScores(context: CallContext, id: string, round: number, found: readonly FoundScore[]): Promise<AssessmentView> {
  return change(context, id, 'edit', async ({ tx, one }) => {
    const scores = new Map(found.map((score) => [score.factorId, score]));
    const used = one.factors.filter(({ state }) => state === 'identified');
    const different = [...used.filter(({ factorId }) => !scores.has(factorId)).map(({ factorId }) => factorId), ...[...scores.keys()].filter((factorId) => used.every((factor) => factor.factorId !== factorId))];
    if (different.length > 0) throw new AppError('CONFLICT', 'The panel was asked about other factors than are identified now.', { reason: 'otherFactors', factors: different });
    const raw = used.flatMap(({ factorId }) => scores.get(factorId)?.weight ?? []);
    const shares = raw.length === used.length && used.length > 0 ? normaliseWeights(raw) : null;
    const after = one.factors.map((factor): FactorView => {
      const score = scores.get(factor.factorId);
      if (score === undefined) return factor;
      return {
        ...factor, p: score.p ?? factor.p, q: score.q ?? factor.q, residualP: score.residualP ?? factor.residualP, residualQ: score.residualQ ?? factor.residualQ,
        weight: shares?.[used.indexOf(factor)] ?? factor.weight,
      };
    });
    const changes = after.flatMap((factor, position) => changesOf(one.factors[position] ?? factor, factor, { factor: factor.factorId }));
    if (changes.length === 0) return null;
    if (shares !== null && one.head.weightMode !== 'entered') await patchAssessment(tx, id, { weight_mode: 'entered' });
    for (const [position, factor] of after.entries()) if (factor !== one.factors[position]) await writeFactor(tx, id, factor);
    return { action: 'panel.adopted', details: { round, changes: changes.map((change) => ({ ...change })) } };
  });
}
