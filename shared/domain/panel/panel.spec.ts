import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exact } from '#shared/domain/decimal/index.ts';
import { aggregate, completeBallot, gapsOf, kendallW, opinionOf, rangesOfOpinion, spreadOf, type Ballot, type PanelSettings } from './index.ts';

const of = (...texts: string[]) => texts.map((text) => exact(text));
const SETTINGS: PanelSettings = { aggregation: 'median', residual: false, weight: false };
const score = (factor: string, p: string | null, q: string | null): Ballot[number] => ({ factor, p, q, residualP: null, residualQ: null, weight: null, note: '' });
const hundredths = fc.integer({ min: 0, max: 100 }).map((n) => (n / 100).toFixed(2));

describe('one score from many', () => {
  it('is mean, trimmed mean or median, four decimals, half up', () => {
    expect(aggregate('mean', of('0.2', '0.3', '0.5'))).toBe('0.3333');
    expect(aggregate('mean', of('0.1', '0.1', '0.3'))).toBe('0.1667');
    expect(aggregate('trimmedMean', of('1', '0.3', '0.4', '0'))).toBe('0.35');
    expect(aggregate('median', of('0.9', '0.1', '0.3'))).toBe('0.3');
    expect(aggregate('median', of('0.9', '0.1', '0.3', '0.4'))).toBe('0.35');
  });

  it('lies within what was said, whoever says it first, and moves with nobody but the middle where it is the median', () => {
    fc.assert(fc.property(fc.array(hundredths, { minLength: 3, maxLength: 9 }), fc.constantFrom('mean', 'trimmedMean', 'median'), (texts, aggregation) => {
      const found = exact(aggregate(aggregation, of(...texts)));
      const { least, most } = spreadOf(of(...texts));
      expect(found.gte(exact(least).minus('0.0001')) && found.lte(exact(most).plus('0.0001'))).toBe(true);
      expect(aggregate(aggregation, of(...[...texts].reverse()))).toBe(found.toFixed());
    }));
  });

  it('has its spread beside it, exactly', () => {
    expect(spreadOf(of('0.1', '0.2', '0.4', '0.9'))).toEqual({ least: '0.1', lower: '0.175', middle: '0.3', upper: '0.525', most: '0.9' });
    expect(spreadOf(of('0.5'))).toEqual({ least: '0.5', lower: '0.5', middle: '0.5', upper: '0.5', most: '0.5' });
  });
});

describe("Kendall's W", () => {
  it('is 1 where all rank alike, 0 where two rank the opposite, and null where nothing is ranked', () => {
    expect(kendallW([of('0.1', '0.2', '0.3'), of('0.2', '0.5', '0.9')])).toBe('1');
    expect(kendallW([of('0.1', '0.2', '0.3'), of('0.3', '0.2', '0.1')])).toBe('0');
    expect(kendallW([of('0.5', '0.5'), of('0.5', '0.5')])).toBeNull();
    expect(kendallW([of('0.1', '0.2')])).toBeNull();
    expect(kendallW([of('0.1'), of('0.2')])).toBeNull();
  });

  it('corrects for ties', () => {
    // Ranks 1 2.5 2.5 4, 1 2 3 4, 1.5 1.5 3 4: sums 3.5, 6, 8.5, 12; S = 39.5; sum of (t^3 - t) = 12. W = 12 x 39.5 / (9 x 60 - 3 x 12).
    expect(kendallW([of('0.1', '0.3', '0.3', '0.9'), of('0.1', '0.2', '0.3', '0.4'), of('0.2', '0.2', '0.5', '0.6')])).toBe(((12 * 39.5) / (540 - 36)).toFixed(4));
  });

  it('agrees with the mean of the pairwise rank correlations where nobody ties: r = (mW - 1) / (m - 1)', () => {
    const rows = fc.integer({ min: 3, max: 8 }).chain((n) => fc.array(fc.shuffledSubarray(Array.from({ length: n }, (_, i) => i + 1), { minLength: n, maxLength: n }), { minLength: 2, maxLength: 6 }));
    fc.assert(fc.property(rows, (ranks) => {
      const n = ranks[0]!.length;
      const m = ranks.length;
      const spearman = (a: number[], b: number[]): number => 1 - (6 * a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0)) / (n ** 3 - n);
      const pairs = ranks.flatMap((a, i) => ranks.slice(i + 1).map((b) => spearman(a, b)));
      const mean = pairs.reduce((sum, r) => sum + r, 0) / pairs.length;
      const w = Number(kendallW(ranks.map((row) => row.map((rank) => exact((rank / 10).toFixed(1))))));
      expect((m * w - 1) / (m - 1)).toBeCloseTo(mean, 3);
    }));
  });
});

describe('a ballot', () => {
  const factors = ['A1', 'B5'];

  it('is handed in only when every value asked is there, readable, in 0..1 and of four decimals at most', () => {
    const ballot = [score('A1', '0.5', null), score('B5', '1.2', '0.12345')];
    expect(gapsOf(ballot, factors, SETTINGS)).toEqual([
      { factor: 'A1', field: 'q', reason: 'missing' }, { factor: 'B5', field: 'p', reason: 'outOfRange' }, { factor: 'B5', field: 'q', reason: 'tooFine' },
    ]);
    expect(gapsOf([score('A1', '0.5', 'x')], factors, SETTINGS).map(({ reason }) => reason)).toEqual(['notANumber', 'missing', 'missing']);
    expect(() => completeBallot(ballot, factors, SETTINGS)).toThrow(expect.objectContaining({ code: 'BALLOT_INCOMPLETE', details: { count: 3, factor: 'A1', field: 'q', reason: 'missing' } }));
  });

  it('keeps only what was asked, in the order asked', () => {
    const ballot = completeBallot([{ ...score('B5', '0.1', '0.2'), weight: '0.9' }, score('A1', '0', '1'), score('X', '1', '1')], factors, SETTINGS);
    expect(ballot).toEqual([score('A1', '0', '1'), score('B5', '0.1', '0.2')]);
  });
});

describe('the opinion of a round', () => {
  it('says aggregate, spread and agreement by field, and nobody stands out of it', () => {
    const ballots = [[score('A1', '0.1', '0.5'), score('B5', '0.7', '0.5')], [score('A1', '0.3', '0.5'), score('B5', '0.9', '0.5')], [score('A1', '0.2', '0.5'), score('B5', '0.8', '0.5')]];
    expect(opinionOf(ballots, ['A1', 'B5'], SETTINGS)).toMatchObject({
      ballots: 3,
      agreement: [{ field: 'p', w: '1' }, { field: 'q', w: null }],
      factors: [{ factor: 'A1', fields: [{ field: 'p', aggregate: '0.2', spread: { least: '0.1', most: '0.3' } }, { field: 'q', aggregate: '0.5' }] }, { factor: 'B5' }],
    });
  });
});

describe('the spread of a round as ranges of a run', () => {
  it('goes from least to most, holds what is entered, and leaves out what nobody differs on', () => {
    const weighted: PanelSettings = { aggregation: 'median', residual: false, weight: true };
    const ballots = [['0.1', '0.5', '0.2'], ['0.3', '0.5', '0.4'], ['0.2', '0.5', '0.9']].map(([p, q, weight]) => [{ ...score('A1', p ?? null, q ?? null), weight: weight ?? null }]);
    const opinion = opinionOf(ballots, ['A1'], weighted);
    const entered = (p: string, weight: string) => new Map([['A1', { p, q: '0.5', residualP: null, residualQ: null, weight }]]);
    expect(rangesOfOpinion(opinion, entered('0.2', '0.2'))).toEqual([{ factor: 'A1', field: 'p', low: '0.1', high: '0.3' }, { factor: 'A1', field: 'weight', low: '0.1', high: '0.45' }]);
    expect(rangesOfOpinion(opinion, entered('0.7', '1'))).toEqual([{ factor: 'A1', field: 'p', low: '0.1', high: '0.7' }, { factor: 'A1', field: 'weight', low: '0.5', high: '1' }]);
    expect(rangesOfOpinion(opinion, new Map())).toEqual([]);
  });
});
