import fc from 'fast-check';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import json from '../../../resources/methods/wpq@1.json' with { type: 'json' };
import { evaluateDraft, LEVELS, levelRank, methodSchema, type DraftFactor, type DraftInput, type Level, type WpqMethod } from '#shared/domain/grading/index.ts';
import { rangesOf, simulate, type MeasureLink, type RandomSource, type Tally, type UncertaintyResult, type UncertaintySettings } from './index.ts';

const METHOD: WpqMethod = (() => {
  const method = methodSchema.parse(json);
  if (method.kind !== 'wpq') throw new Error('wpq@1 is of its own kind');
  return method;
})();

function factor(id: string, weight: string, p: string, q: string, after: readonly [string | null, string | null] = [null, null]): DraftFactor {
  return { id, weight, initial: { p, q }, residual: { p: after[0], q: after[1] } };
}

function caseOf(...factors: DraftFactor[]): DraftInput {
  return { factors, initial: {}, residual: {} };
}

const NO_RANGES: Pick<UncertaintySettings, 'spread' | 'own'> = {
  spread: { p: '0', q: '0', weight: '0' } as UncertaintySettings['spread'],
  own: [],
};

type Settings = Partial<Pick<UncertaintySettings, 'distribution' | 'draws' | 'spread' | 'own'>> & { readonly measures?: readonly MeasureLink[]; readonly random?: RandomSource };

function seeded(seed: number): RandomSource {
  const random = xoroshiro128plus(seed);
  return () => (uniformInt(random, 0, 2 ** 32 - 1) + 0.5) / 2 ** 32;
}

function run(draft: DraftInput, { distribution = 'uniform', draws = 20_000, spread = NO_RANGES.spread, own = [], measures = [], random = seeded(7) }: Settings = {}): UncertaintyResult {
  const steps = simulate(rangesOf(METHOD, draft, measures, { spread, own }), { distribution, draws }, random);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

const own = (factorId: string, field: UncertaintySettings['own'][number]['field'], low: string, high: string) => ({ factor: factorId, field, low, high }) as UncertaintySettings['own'][number];
const spread = (p: string, q: string, weight: string) => ({ p, q, weight }) as UncertaintySettings['spread'];
const all = (level: Level, draws: number): Tally => ({ low: 0, medium: 0, high: 0, [level]: draws });
/** Within four standard deviations of a share of so many draws. */
const near = (found: number, share: number, draws: number): void => {
  expect(Math.abs(found / draws - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / draws) + 1e-9);
};

const hundredths = fc.integer({ min: 0, max: 100 }).map((n) => (n / 100).toFixed(2));
/** Values whose products fall on cut-offs often. */
const onTheLine = fc.constantFrom('0', '0.2', '0.4', '0.6', '0.8', '0.9', '1');
const scores = fc.oneof(hundredths, onTheLine);
const weights = fc.constantFrom(['1'], ['0.5', '0.5'], ['0.1', '0.2', '0.7'], ['0.333334', '0.333333', '0.333333'], ['0.1', '0.1', '0.2', '0.2', '0.4']);
const drafts = weights.chain((shares) =>
  fc.tuple(...shares.map(() => fc.tuple(scores, scores, scores, scores, fc.boolean()))).map((rows) =>
    caseOf(...rows.map(([p, q, after, afterQ, reassessed], n) => factor(`F${String(n)}`, shares[n] ?? '0', p, q, reassessed ? [after, afterQ] : [null, null])))));

describe('a case without ranges', () => {
  it('has in every draw exactly the level of the decimals, on a cut-off too', () => {
    fc.assert(fc.property(drafts, (draft) => {
      const exact = evaluateDraft(METHOD, draft);
      const result = run(draft, { draws: 3 });
      expect(result.initial.tally).toEqual(all(exact.initial.level!, 3));
      expect(result.residual?.tally ?? null).toEqual(exact.residual === null ? null : all(exact.residual.level!, 3));
      expect(result.initial.drivers).toEqual([]);
    }));
  });

  it('keeps what triggers and opinion ask for', () => {
    expect(run({ ...caseOf(factor('A', '1', '0.1', '0.1')), initial: { opinion: { opposed: '0.3' } } }, { draws: 2 }).initial.tally).toEqual(all('medium', 2));
    expect(run({ ...caseOf(factor('A', '1', '0.1', '0.1')), initial: { triggers: ['violence'] } }, { draws: 2 }).initial.tally).toEqual(all('high', 2));
  });
});

describe('a draw', () => {
  it('is judged as the decimals it stands for, whatever the weights become', () => {
    const quantile = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });
    fc.assert(fc.property(drafts, fc.array(quantile, { minLength: 15, maxLength: 15 }), (draft, quantiles) => {
      const set = { spread: spread('0.05', '0.05', '0.3'), own: [] };
      let turn = 0;
      const result = run(draft, { ...set, draws: 1, random: () => quantiles[turn++] ?? 0.5 });
      // The same draw in big integers: ends of the ranges in ten-thousandths and millionths.
      const at = (low: number, high: number, n: number): bigint => BigInt(low + Math.floor((quantiles[n] ?? 0.5) * (high - low + 1)));
      const units = (text: string | null, places: number): number => Math.round(Number(text) * 10 ** places);
      const cut = (value: number, half: number, one: number): [number, number] => [Math.max(0, value - half), Math.min(one, value + half)];
      let [sum, total] = [0n, 0n];
      const rs: bigint[] = [];
      draft.factors.forEach(({ weight, initial }, n) => {
        const w = units(weight, 6);
        const [low, high] = cut(w, Math.floor(w * 3 / 10), 1_000_000);
        const [p, q] = [units(initial.p, 4), units(initial.q, 4)];
        const r = at(...cut(p, 500, 10_000), 3 * n) * at(...cut(q, 500, 10_000), 3 * n + 1);
        const drawn = at(low, high, 3 * n + 2);
        rs.push(r);
        sum += drawn * r;
        total += drawn;
      });
      const [larger, major] = [36_000_000n, 64_000_000n].map((line) => rs.filter((r) => r > line).length) as [number, number];
      const high = sum > 64_000_000n * total || major >= 2 || larger >= 5;
      const medium = sum >= 36_000_000n * total || major >= 1 || larger >= 2;
      expect(result.initial.tally).toEqual(all(high ? 'high' : medium ? 'medium' : 'low', 1));
    }));
  });

  it('never leaves its range and gets nothing from the weight of another seed', () => {
    const draft = caseOf(factor('A', '0.5', '0.05', '0.95'), factor('B', '0.5', '0.5', '0.5'));
    const { initial } = run(draft, { spread: spread('0.2', '0.2', '0.5'), distribution: 'triangular' });
    expect(Number(initial.quantiles.p05)).toBeGreaterThan(0);
    expect(Number(initial.quantiles.p95)).toBeLessThan(0.5);
  });
});

describe('the share of the draws', () => {
  it('is that of the closed form for one uniform factor', () => {
    const draws = 40_000;
    const { tally } = run(caseOf(factor('A', '1', '0.5', '1')), { draws, own: [own('A', 'p', '0.2', '0.8')] }).initial;
    near(tally.high, 1600 / 6001, draws); // above 0.64
    near(tally.low, 1600 / 6001, draws); // below 0.36
  });

  it('is that of the closed form for one triangular factor', () => {
    const draws = 40_000;
    const { tally, quantiles } = run(caseOf(factor('A', '1', '0.5', '1')), { draws, distribution: 'triangular', own: [own('A', 'p', '0.2', '0.8')] }).initial;
    near(tally.low, 0.16 ** 2 / (0.6 * 0.3), draws);
    near(tally.high, 0.16 ** 2 / (0.6 * 0.3), draws);
    expect(Number(quantiles.p50)).toBeCloseTo(0.5, 2);
    expect(Number(quantiles.p95)).toBeCloseTo(0.8 - Math.sqrt(0.05 * 0.6 * 0.3), 2);
  });

  it('is that of every combination tried in decimals', () => {
    const draws = 60_000;
    // Five values of p each, about the cut-off of a larger factor (p x 0.6 against 0.36).
    const values = ['0.5998', '0.5999', '0.6', '0.6001', '0.6002'];
    const draft = (a: string, b: string): DraftInput => caseOf(factor('A', '0.5', a, '0.6', [a, '0.3']), factor('B', '0.5', b, '0.6'));
    const expected: Record<Level, number> = { low: 0, medium: 0, high: 0 };
    for (const a of values) for (const b of values) expected[evaluateDraft(METHOD, draft(a, b)).initial.level!] += 1 / 25;
    expect(expected.low).toBeGreaterThan(0);
    const { tally } = run(draft('0.6', '0.6'), { draws, own: [own('A', 'p', '0.5998', '0.6002'), own('B', 'p', '0.5998', '0.6002')] }).initial;
    for (const level of LEVELS) near(tally[level], expected[level], draws);
  });
});

describe('a run', () => {
  const draft = caseOf(factor('A', '0.3', '0.6', '0.7', ['0.4', '0.5']), factor('B', '0.7', '0.5', '0.8', ['0.3', '0.6']));
  const wide = { spread: spread('0.2', '0.2', '0.2') };

  it('gives the same bytes for the same seed, others for another', () => {
    const text = (seed: number): string => JSON.stringify(run(draft, { ...wide, random: seeded(seed), draws: 2000 }));
    expect(text(3)).toBe(text(3));
    expect(text(3)).not.toBe(text(4));
  });

  it('never gets milder where a range is put higher', () => {
    const range = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 3 }));
    fc.assert(fc.property(range, fc.constantFrom('uniform', 'triangular'), ([base, more], distribution) => {
      const at = (low: number): number => {
        const p = (low / 10 + 0.15).toFixed(2);
        const { tally } = run(caseOf(factor('A', '0.5', p, '0.9'), factor('B', '0.5', '0.6', '0.6')), { distribution, draws: 500, own: [own('A', 'p', (low / 10).toFixed(1), (low / 10 + 0.3).toFixed(1))] }).initial;
        return LEVELS.reduce((sum, level) => sum + levelRank(level) * tally[level], 0);
      };
      expect(at(Math.min(base + more, 7))).toBeGreaterThanOrEqual(at(base));
    }), { numRuns: 40 });
  });

  it('names what decides the level first, and nothing that has no range', () => {
    // A alone becomes a major factor or not; B moves the index a little.
    const result = run(caseOf(factor('A', '0.5', '0.9', '0.9'), factor('B', '0.5', '0.1', '0.1')), { own: [own('A', 'p', '0.55', '0.9'), own('B', 'p', '0', '0.3')] });
    expect(result.initial.drivers.map(({ factor: id, of }) => [id, of])).toEqual([['A', 'score'], ['B', 'score']]);
    expect(result.initial.drivers[0]?.ends).toEqual({ low: '0.2525', high: '0.41' });
    expect(result.initial.drivers[0]?.upper.low).toBe(0);
  });

  it('tells what each measure buys: all of it where it is the only one of a factor', () => {
    const measures = [{ id: 'm1', factorIds: ['A'] }, { id: 'm2', factorIds: ['A', 'B'] }, { id: 'm3', factorIds: ['X'] }];
    const high = caseOf(factor('A', '0.5', '0.9', '0.9', ['0.3', '0.3']), factor('B', '0.5', '0.9', '0.9', ['0.3', '0.3']));
    const result = run(high, { measures, draws: 10 });
    expect(result.residual?.tally).toEqual(all('low', 10));
    expect(result.measures).toEqual([
      { measure: 'm1', factors: ['A'], sole: [], without: { level: 'low', tally: all('low', 10) }, alone: { level: 'medium', tally: all('medium', 10) } },
      { measure: 'm2', factors: ['A', 'B'], sole: ['B'], without: { level: 'medium', tally: all('medium', 10) }, alone: { level: 'low', tally: all('low', 10) } },
      { measure: 'm3', factors: [], sole: [], without: { level: 'low', tally: all('low', 10) }, alone: { level: 'high', tally: all('high', 10) } },
    ]);
  });

  it('judges what is left of a plan as the decimals do', () => {
    fc.assert(fc.property(drafts, fc.subarray(['F0', 'F1', 'F2']), (input, ids) => {
      const { measures } = run(input, { measures: [{ id: 'm', factorIds: ids }], draws: 2 });
      for (const { without, alone } of measures) {
        expect(without.tally).toEqual(all(without.level, 2));
        expect(alone.tally).toEqual(all(alone.level, 2));
      }
    }));
  });
});

describe('what cannot be drawn', () => {
  const code = (draft: DraftInput, settings: Settings): string | null => {
    try {
      run(draft, { draws: 1, ...settings });
      return null;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it('is refused with its reason', () => {
    const draft = caseOf(factor('A', '1', '0.5', '0.5'));
    expect(code({ ...draft, factors: [{ ...factor('A', '1', '0.5', '0.5'), initial: { p: null, q: '0.5' } }] }, {})).toBe('NOT_JUDGED');
    expect(code(draft, { own: [own('B', 'p', '0', '1')] })).toBe('NOT_FOUND');
    expect(code(draft, { own: [own('A', 'p', '0.6', '0.7')] })).toBe('RANGE_MISSES_VALUE');
    expect(code(caseOf(factor('A', '1', '0.12345', '0.5')), {})).toBeNull();
    expect(code(caseOf(factor('A', '1', '0.123456789', '0.5')), {})).toBe('TOO_FINE');
  });

  it('is not a weight of nothing: what was entered stays in', () => {
    expect(run(caseOf(factor('A', '1', '0.8', '0.9')), { spread: spread('0', '0', '1'), draws: 2000 }).initial.tally).toEqual(all('high', 2000));
  });
});
