import { describe, expect, it } from 'vitest';
import { uncertaintyResultSchema } from '#shared/domain/uncertainty/index.ts';
import { aboveLowText, percents, shareText } from './figures.ts';
import { measureSentences, sideSentences, type Names } from './words.ts';

const names: Names = { factor: (id) => `${id} 补偿标准`, measure: (id) => `措施${id}` };
const result = uncertaintyResultSchema.parse({
  draws: 100_000,
  initial: {
    level: 'medium', index: '0.3795', decidedBy: ['index'], tally: { low: 20_000, medium: 75_000, high: 5_000 }, quantiles: { p05: '0.31', p50: '0.378', p95: '0.44' },
    drivers: [{ factor: 'B5', of: 'score', ends: { low: '0.3', high: '0.45' }, upper: { low: 2_000, medium: 43_000, high: 5_000 }, lower: { low: 18_000, medium: 32_000, high: 0 } }],
  },
  residual: { level: 'low', index: '0.175', decidedBy: ['index'], tally: { low: 100_000, medium: 0, high: 0 }, quantiles: { p05: '0.1', p50: '0.17', p95: '0.2' }, drivers: [] },
  measures: [
    { measure: '1', factors: ['B5'], sole: ['B5'], without: { level: 'medium', tally: { low: 60_000, medium: 40_000, high: 0 } }, alone: { level: 'low', tally: { low: 90_000, medium: 10_000, high: 0 } } },
    { measure: '2', factors: ['B5'], sole: [], without: { level: 'low', tally: { low: 100_000, medium: 0, high: 0 } }, alone: { level: 'low', tally: { low: 90_000, medium: 10_000, high: 0 } } },
  ],
});

describe('shares of the draws', () => {
  it('have one decimal, and what is neither nothing nor all never looks like it', () => {
    expect([[0, 10], [10, 10], [1, 100_000], [99_999, 100_000], [12_345, 100_000], [0, 0]].map(([n, all]) => shareText(n ?? 0, all ?? 0))).toEqual(['0%', '100%', '<0.1%', '>99.9%', '12.3%', '0%']);
  });

  it('add up to a hundred for drawing', () => {
    expect(percents({ low: 1, medium: 2, high: 1 })).toEqual([25, 50, 25]);
    expect(aboveLowText({ low: 1, medium: 2, high: 1 })).toBe('75.0%');
  });
});

describe('a run in words', () => {
  it('says first how firm the level is, then where the index lies and what decides it', () => {
    expect(sideSentences('initial', result.initial, names)).toEqual([
      '措施前所评为中风险（综合指数 0.3795）：75.0% 的抽样仍为中风险，5.0% 更高，20.0% 更低。',
      '全部抽样中，低风险 20.0%、中风险 75.0%、高风险 5.0%。',
      '措施前综合指数九成落在 0.3100 至 0.4400 之间，中位 0.3780。',
      '最能左右措施前等级的：B5 补偿标准 得分（偏高时高于低风险的占 96.0%，偏低时占 64.0%）。',
    ]);
    expect(sideSentences('residual', result.residual!, names)).toEqual(['措施后所评为低风险（综合指数 0.1750）：全部抽样均为低风险。', '措施后没有设区间的项目，等级不受抽样影响。']);
  });

  it('says what each measure buys, and where another stands in for it', () => {
    expect(measureSentences(result, names)).toEqual([
      '“措施1”：缺少它，措施后高于低风险的可能性由 0% 变为 40.0%；只落实它，由措施前的 80.0% 变为 10.0%。',
      '“措施2”：缺少它，措施后高于低风险的可能性由 0% 变为 0%；只落实它，由措施前的 80.0% 变为 10.0%。其针对的因素另有措施，缺少它不改变评分。',
    ]);
    expect(measureSentences({ ...result, residual: null, measures: [] }, names)).toEqual(['尚未制定措施，或未评措施后得分，无法说明措施的作用。']);
  });
});
