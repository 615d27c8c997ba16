import { CompiledCase, judgeOf } from '#shared/domain/compiled/index.ts';
import type { DraftFactor, DraftInput, WpqMethod } from '#shared/domain/grading/index.ts';
import { loadMethods } from '#data/assessment/index.ts';
import { benchCase, FACTORS } from '../case.ts';
import { RESOURCES } from '../core.ts';
import { jobArguments, tell } from '../meter.ts';

/**
 * One case of 54 factors worked out anew after one changed score, both sides, exactly: R and grade of every factor, index, counts, level by
 * each path and of the whole. The score is changed where it counts on both sides. Three ways: the figures of the compiled case; these and
 * all words of the result, as the window takes it; and the same figures in plain typed arrays, which know the case and the method by heart.
 */
const TIMES = 1_000_000;
const [way] = jobArguments('way');
const { factors: scored, ...sides } = benchCase();
/** Brought down to where the level is in doubt; none is scored anew after the measures, so that each change counts on both sides. */
const factors: readonly DraftFactor[] = scored.map((factor, n) => ({ ...factor, initial: mild(factor.initial), residual: n === 0 ? mild(factor.residual) : { p: null, q: null } }));
const TEXTS = ['0.35', '0.8', '0.15', '0.6', '0.95'];

function mild({ p, q }: DraftFactor['initial']): DraftFactor['initial'] {
  const less = (text: string | null): string => (Number(text) * 0.55).toFixed(3);
  return { p: less(p), q: less(q) };
}

/** Another factor at each turn, and not the first. */
const placeOf = (turn: number): number => 1 + (turn % (FACTORS - 1));
const textOf = (turn: number): string => TEXTS[turn % TEXTS.length] ?? '';

/** The case as the window hands it over, edit by edit: each time a new list with one new factor in it. After so many turns it is as it was. */
function editedCases(): (turn: number) => DraftInput {
  const period = (FACTORS - 1) * TEXTS.length;
  let draft: DraftInput = { factors, ...sides };
  const edited = Array.from({ length: 2 * period }, (_, at) => {
    const list = draft.factors.slice();
    const before = list[placeOf(at)];
    if (before !== undefined) list[placeOf(at)] = { ...before, initial: { p: textOf(at), q: before.initial.q } };
    draft = { ...draft, factors: list };
    return draft;
  });
  return (turn) => edited[period + (turn % period)] ?? draft;
}

function figures(method: WpqMethod): (turn: number) => number {
  const draftAt = editedCases();
  const compiled = CompiledCase.of(method, draftAt(0));
  if (compiled === null) throw new Error('the case does not fit');
  return (turn) => {
    if (!compiled.take(draftAt(turn))) throw new Error('the case does not fit');
    return 10 * compiled.initial.atLeast + compiled.residual.atLeast;
  };
}

function words(method: WpqMethod): (turn: number) => number {
  const draftAt = editedCases();
  const judge = judgeOf(method);
  const ranks = { low: 0, medium: 1, high: 2 };
  return (turn) => {
    const { initial, residual } = judge(draftAt(turn));
    return 10 * ranks[initial.level ?? 'low'] + ranks[residual?.level ?? 'low'];
  };
}

const UNIT = 10_000;
const WEIGHT_UNIT = 1_000_000;

function plain(): (turn: number) => number {
  const column = (read: (factor: DraftFactor) => string | null, unit: number): Float64Array => Float64Array.from(factors, (factor) => Math.round(Number(read(factor)) * unit));
  const weight = column((factor) => factor.weight, WEIGHT_UNIT);
  const sideOf = (p: Float64Array, q: Float64Array) => ({ p, q, r: new Float64Array(FACTORS), grades: new Int8Array(FACTORS), counts: new Int32Array(5), sum: 0, byIndex: 0, byCount: 0, level: 0 });
  const after = (field: 'p' | 'q') => (factor: DraftFactor): string | null => factor.residual[field] ?? factor.initial[field];
  const initial = sideOf(column((factor) => factor.initial.p, UNIT), column((factor) => factor.initial.q, UNIT));
  const residual = sideOf(column(after('p'), UNIT), column(after('q'), UNIT));
  const judge = (side: typeof initial): number => {
    const { p, q, r, grades, counts } = side;
    counts.fill(0);
    let sum = 0;
    let total = 0;
    for (let n = 0; n < FACTORS; n += 1) {
      const value = (p[n] ?? 0) * (q[n] ?? 0);
      const grade = value > 64_000_000 ? 4 : value > 36_000_000 ? 3 : value > 16_000_000 ? 2 : value > 4_000_000 ? 1 : 0;
      r[n] = value;
      grades[n] = grade;
      counts[grade] = (counts[grade] ?? 0) + 1;
      sum += (weight[n] ?? 0) * value;
      total += weight[n] ?? 0;
    }
    const larger = (counts[3] ?? 0) + (counts[4] ?? 0);
    side.sum = sum;
    side.byCount = (counts[4] ?? 0) >= 2 || larger >= 5 ? 2 : (counts[4] ?? 0) >= 1 || larger >= 2 ? 1 : 0;
    side.byIndex = sum > 64_000_000 * total ? 2 : sum >= 36_000_000 * total ? 1 : 0;
    side.level = Math.max(side.byCount, side.byIndex);
    return side.level;
  };
  return (turn) => {
    const score = Math.round(Number(textOf(turn)) * UNIT);
    initial.p[placeOf(turn)] = score;
    residual.p[placeOf(turn)] = score;
    return 10 * judge(initial) + judge(residual);
  };
}

const method = loadMethods(RESOURCES).map(({ value }) => value).find((one) => one.kind === 'wpq');
if (method === undefined) throw new Error('no method');
const once = way === 'figures' ? figures(method) : way === 'words' ? words(method) : plain();
let turn = 0;
let found = 0;
const work = (): number => (found += once(turn++));
// By then every score was changed, and all ways have the same case before them.
for (let n = 0; n < TIMES; n += 1) work();
// What is told is the sum of all levels found: all ways must find the same.
found = 0;
await tell(work, TIMES);
