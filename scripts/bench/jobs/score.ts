import { evaluateDraft, type DraftInput, type WpqMethod } from '#shared/domain/grading/index.ts';
import { loadWpqMethods } from '#data/assessment/index.ts';
import { benchCase, FACTORS } from '../case.ts';
import { RESOURCES } from '../core.ts';
import { jobArguments, tell } from '../meter.ts';

/** One case of 54 factors judged anew, before and after the measures: exact, from text, with paths and warnings; or the same sums in floats. */
const TIMES = 300;
const [way] = jobArguments('way');

function oursOnce(method: WpqMethod, input: DraftInput): number {
  return evaluateDraft(method, input).initial.factors.length;
}

/** Sums, grades, counts and the level by index and count on typed arrays: floats, so not exact at a cut-off. */
function plain(method: WpqMethod): () => number {
  const { factors } = benchCase();
  const column = (read: (factor: (typeof factors)[number]) => string | null): Float64Array => Float64Array.from(factors, (factor) => Number(read(factor)));
  const weight = column((factor) => factor.weight);
  const sides = [
    [column(({ initial }) => initial.p), column(({ initial }) => initial.q)],
    [column(({ residual }) => residual.p), column(({ residual }) => residual.q)],
  ] as const;
  const cuts = Float64Array.from(method.grades.flatMap(({ from }) => (from === null ? [] : [Number(from.at)])));
  const counts = new Int32Array(method.grades.length);
  const r = new Float64Array(FACTORS);
  return () => {
    let index = 0;
    for (const [p, q] of sides) {
      counts.fill(0);
      for (let n = 0; n < FACTORS; n += 1) {
        const value = (p[n] ?? 0) * (q[n] ?? 0);
        r[n] = value;
        index += (weight[n] ?? 0) * value;
        let grade = 0;
        while (grade < cuts.length && value < (cuts[grade] ?? 0)) grade += 1;
        counts[grade] = (counts[grade] ?? 0) + 1;
      }
    }
    return index > 0 ? r.length : 0;
  };
}

const method = loadWpqMethods(RESOURCES)[0]?.value;
if (method === undefined) throw new Error('no method');
const input = benchCase();
const work = way === 'ours' ? () => oursOnce(method, input) : plain(method);
for (let turn = 0; turn < TIMES; turn += 1) work();
await tell(work, way === 'ours' ? TIMES : TIMES * 1000);
