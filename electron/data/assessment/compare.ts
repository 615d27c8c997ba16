import type { AssessmentView } from '#shared/contract/index.ts';
import { evaluateComparison, type Comparison, type ComparisonResult } from '#shared/domain/ahp/index.ts';
import { methodSchema, type AhpMethod } from '#shared/domain/grading/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { parseUsable, reading, type CallContext } from '#data/kernel/index.ts';
import { writeFactor } from './assessment-repository.ts';
import { change, changesOf } from './edit.ts';

/** The method of pairwise comparison in use, in its newest version. @throws AppError METHOD_UNKNOWN */
const ahpMethod = reading('method', (texts): AhpMethod => {
  const found = texts.map((text) => parseUsable(text, methodSchema).value).filter((method) => method.kind === 'ahp').sort((a, b) => b.version - a.version)[0];
  if (found === undefined) throw new AppError('METHOD_UNKNOWN', 'There is no method of pairwise comparison.', { method: 'ahp' });
  return found;
});

/** What a comparison comes to. Nothing is kept. */
export function tryComparison(context: CallContext, comparison: Comparison): ComparisonResult {
  return evaluateComparison(ahpMethod(context), comparison);
}

/**
 * Takes the weights of a comparison over into the case. The audit chain keeps every matrix, so that anybody can compute them again.
 *
 * @throws AppError as evaluateComparison; CONFLICT while weights are equal, where the comparison contradicts itself, or where it is not of
 *   exactly the identified factors
 */
export function compareWeights(context: CallContext, id: string, comparison: Comparison): Promise<AssessmentView> {
  const method = ahpMethod(context);
  return change(context, id, 'edit', async ({ tx, one }) => {
    if (one.head.weightMode === 'equal') throw new AppError('CONFLICT', 'The weights are equal; choose entered weights first.', { reason: 'equalWeights' });
    const { weights, consistent, top, groups } = evaluateComparison(method, comparison);
    if (!consistent) throw new AppError('CONFLICT', 'The comparison contradicts itself too much; mend the pair that disturbs it most.', { reason: 'inconsistent' });
    const by = new Map(weights.map(({ member, weight }) => [member, weight]));
    const identified = one.factors.filter(({ state }) => state === 'identified').map(({ factorId }) => factorId);
    if (identified.length !== by.size || identified.some((factorId) => !by.has(factorId))) throw new AppError('CONFLICT', 'Compare exactly the factors that are identified.', { reason: 'factors' });
    const changes: ReturnType<typeof changesOf> = [];
    for (const factor of one.factors) {
      const weight = by.get(factor.factorId);
      if (weight === undefined || weight === factor.weight) continue;
      await writeFactor(tx, id, { ...factor, weight });
      changes.push(...changesOf({ weight: factor.weight }, { weight }, { factor: factor.factorId }));
    }
    return {
      action: 'assessment.weightsCompared',
      details: {
        method: `${method.id}@${String(method.version)}`, cr: [...(top === null ? [] : [top.cr]), ...groups.map(({ cr }) => cr)], changes: changes.map((one) => ({ ...one })),
        comparison: { top: comparison.top, groups: comparison.groups.map(({ members, matrix }) => ({ members, matrix })) },
      },
    };
  });
}
