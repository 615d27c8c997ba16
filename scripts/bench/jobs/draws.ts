import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { DraftInput, WpqMethod } from '#shared/domain/grading/index.ts';
import { rangesOf, simulate, uncertaintySettingsSchema, DEFAULT_SETTINGS } from '#shared/domain/uncertainty/index.ts';
import { loadMethods } from '#data/assessment/index.ts';
import { seededSource } from '#data/uncertainty/index.ts';
import { benchCase, FACTORS } from '../case.ts';
import { RESOURCES } from '../core.ts';
import { jobArguments, tell } from '../meter.ts';

/**
 * 100,000 draws over 54 factors, both sides: p, q and weight drawn, level by index and counts, the level counted by the half of each
 * range. Ours from the decimals of a case to the result that is kept; the rival the same maths in one loop over typed arrays.
 */
const [way] = jobArguments('way');
const settings = uncertaintySettingsSchema.parse({ ...DEFAULT_SETTINGS, seed: 7 });
/** Its scores are brought down to where the level is in doubt, so that the counts of both ways can differ. */
const input: DraftInput = mild(benchCase());

function mild(draft: DraftInput): DraftInput {
  const less = (text: string | null): string => (Number(text) * 0.8).toFixed(3);
  const score = ({ p, q }: DraftInput['factors'][number]['initial']) => ({ p: less(p), q: less(q) });
  return { ...draft, factors: draft.factors.map((factor) => ({ ...factor, initial: score(factor.initial), residual: score(factor.residual) })) };
}

function ours(method: WpqMethod): number {
  const steps = simulate(rangesOf(method, input, [], settings), settings, seededSource(settings.seed));
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value.initial.tally.high;
  }
}

const UNIT = 10_000;
const WEIGHT_UNIT = 1_000_000;

function bump(counts: Int32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}

function plain(): number {
  const numbers = (read: (factor: (typeof input.factors)[number]) => string | null, unit: number, half: (value: number) => number) => {
    const entered = Float64Array.from(input.factors, (factor) => Math.round(Number(read(factor)) * unit));
    const low = entered.map((value) => Math.max(0, value - half(value)));
    const high = entered.map((value) => Math.min(unit, value + half(value)));
    return {
      low, high,
      peak: entered.map((value, n) => ((high[n] ?? 0) > (low[n] ?? 0) ? (value - (low[n] ?? 0)) / ((high[n] ?? 0) - (low[n] ?? 0)) : 0)),
      rise: entered.map((value, n) => ((high[n] ?? 0) - (low[n] ?? 0)) * (value - (low[n] ?? 0))),
      fall: entered.map((value, n) => ((high[n] ?? 0) - (low[n] ?? 0)) * ((high[n] ?? 0) - value)),
    };
  };
  type Column = ReturnType<typeof numbers>;
  const tenth = (): number => UNIT / 10;
  const weight = numbers((factor) => factor.weight, WEIGHT_UNIT, (value) => Math.floor(value / 10));
  const sides = (['initial', 'residual'] as const).map((side) => ({
    p: numbers((factor) => factor[side].p, UNIT, tenth), q: numbers((factor) => factor[side].q, UNIT, tenth), middle: new Float64Array(FACTORS),
    r: new Float64Array(FACTORS), counts: new Int32Array(5), levels: new Int32Array(3), halves: new Int32Array(FACTORS * 12), index: new Float64Array(settings.draws), sum: 0,
  }));
  for (const side of sides) side.middle.set(side.p.low.map((low, n) => (low * (side.q.low[n] ?? 0) + (side.p.high[n] ?? 0) * (side.q.high[n] ?? 0)) / 2));
  const middleWeight = weight.low.map((low, n) => (low + (weight.high[n] ?? 0)) / 2);
  const weights = new Float64Array(FACTORS);
  const generator = xoroshiro128plus(settings.seed);
  for (let n = 0; n < 64; n += 1) generator.next();
  const random = (): number => ((generator.next() >>> 0) + 0.5) / 2 ** 32;
  const draw = (column: Column, n: number, u: number): number =>
    Math.round(u < (column.peak[n] ?? 0) ? (column.low[n] ?? 0) + Math.sqrt(u * (column.rise[n] ?? 0)) : (column.high[n] ?? 0) - Math.sqrt((1 - u) * (column.fall[n] ?? 0)));
  for (let turn = 0; turn < settings.draws; turn += 1) {
    let total = 0;
    for (const side of sides) {
      side.sum = 0;
      side.counts.fill(0);
    }
    for (let n = 0; n < FACTORS; n += 1) {
      const u = random();
      const v = random();
      const w = draw(weight, n, random());
      weights[n] = w;
      total += w;
      for (const side of sides) {
        const r = draw(side.p, n, u) * draw(side.q, n, v);
        side.r[n] = r;
        side.sum += w * r;
        bump(side.counts, r > 64_000_000 ? 4 : r > 36_000_000 ? 3 : r > 16_000_000 ? 2 : r > 4_000_000 ? 1 : 0);
      }
    }
    for (const side of sides) {
      const larger = (side.counts[3] ?? 0) + (side.counts[4] ?? 0);
      const level = side.sum > 64_000_000 * total || (side.counts[4] ?? 0) >= 2 || larger >= 5 ? 2 : side.sum >= 36_000_000 * total || (side.counts[4] ?? 0) >= 1 || larger >= 2 ? 1 : 0;
      bump(side.levels, level);
      side.index[turn] = side.sum / (total * 1e8);
      for (let n = 0; n < FACTORS; n += 1) {
        bump(side.halves, n * 12 + ((side.r[n] ?? 0) > (side.middle[n] ?? 0) ? 3 : 0) + level);
        bump(side.halves, n * 12 + 6 + ((weights[n] ?? 0) > (middleWeight[n] ?? 0) ? 3 : 0) + level);
      }
    }
  }
  for (const side of sides) side.index.sort();
  return sides.at(0)?.levels[2] ?? 0;
}

const method = loadMethods(RESOURCES).map(({ value }) => value).find((one) => one.kind === 'wpq');
if (method === undefined) throw new Error('no method');
// What is told is the number of high draws: both must find the same.
const work = way === 'ours' ? () => ours(method) : plain;
work();
await tell(work, 3);
