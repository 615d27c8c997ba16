import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelSchema, checkAssessment, draftOf } from '#shared/domain/assessment/index.ts';
import { equalWeights, evaluateDraft, wpqMethodSchema } from '#shared/domain/grading/index.ts';
import { applyEdit, type Edit } from './edits.ts';
import { factor, view } from './fixtures.ts';
import { liveJudge } from './judge.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../../../resources/${path}`, import.meta.url), 'utf8'));
const method = wpqMethodSchema.parse(read('methods/wpq@1.json'));
const model = modelSchema.parse(read('models/major-project@1.json'));
const TODAY = '2026-06-01';
const IDS = ['A1', 'A2', 'B1', 'B5'];

const score = fc.option(fc.integer({ min: 0, max: 10 }).map((tenths) => (tenths / 10).toFixed(1)));
const edits: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 6, arbitrary: fc.record({
    kind: fc.constant('factor' as const), factorIds: fc.subarray(IDS, { minLength: 1, maxLength: 2 }),
    patch: fc.oneof(fc.record({ p: score, q: score }), fc.record({ residualP: score, residualQ: score }), fc.record({ weight: fc.constantFrom('0.25', '0.5', '0.3') }), fc.record({ state: fc.constantFrom('identified' as const, 'excluded' as const) })),
  }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('weightMode' as const), mode: fc.constantFrom('equal' as const, 'entered' as const) }) },
  { weight: 1, arbitrary: fc.record({
    kind: fc.constant('context' as const), side: fc.constantFrom('initial' as const, 'residual' as const),
    context: fc.record({ opinion: fc.option(score.map((opposed) => ({ opposed: opposed ?? '', surveyed: 100, source: 'Survey' }))), incident: fc.constant(null), triggers: fc.option(fc.subarray(['violence' as const, 'extreme_act' as const])) }),
  }) },
);

describe('liveJudge', () => {
  it('says after every edit what the grading and the checks say of the whole case', () => {
    fc.assert(fc.property(fc.array(edits, { maxLength: 12 }), (made) => {
      const judge = liveJudge(model, method);
      let shown = view({ factors: IDS.map((id) => factor(id, { p: '0.5', q: '0.6' })) });
      for (const edit of made) {
        shown = judge.judged(applyEdit(shown, edit), TODAY);
        const { proposal, factors, context, measures, conclusion, newerModel } = shown;
        const data = structuredClone({ today: TODAY, basics: proposal, factors, context, measures, conclusion, newerModel });
        expect(shown.result).toEqual({ kind: 'wpq', ...evaluateDraft(method, draftOf(data)) });
        expect({ kind: 'wpq', ...judge.judgement(shown).draft }).toEqual(shown.result);
        expect(shown.checks).toEqual(checkAssessment(model, method, data));
        if (shown.weightMode === 'equal') {
          const taking = factors.filter(({ state }) => state === 'identified');
          expect(taking.map(({ weight }) => weight)).toEqual(equalWeights(taking.length));
        }
      }
    }), { numRuns: 150 });
  });

  it('leaves a factor that was not edited the same object, so that nothing of it is worked out or drawn again', () => {
    const judge = liveJudge(model, method);
    const before = judge.judged(view({ factors: IDS.map((id) => factor(id, { p: '0.5', q: '0.6' })) }), TODAY);
    const after = judge.judged(applyEdit(before, { kind: 'factor', factorIds: ['B1'], patch: { p: '0.9' } }), TODAY);
    expect(after.factors.map((one, n) => one === before.factors[n])).toEqual([true, true, false, true]);
    expect(after.result.initial.factors.map((one, n) => one === before.result.initial.factors[n])).toEqual([true, true, false, true]);
  });
});
