import { expect, it } from 'vitest';
import { exact } from '#shared/domain/decimal/index.ts';
import { spreadOf, type Opinion } from '#shared/domain/panel/index.ts';
import { agreementWords, widestWords } from './words.ts';

const spread = (...texts: string[]) => spreadOf(texts.map((text) => exact(text)));
const opinion = (w: string | null): Opinion => ({
  ballots: 2,
  agreement: [{ field: 'p', w: w === null ? null : exact(w).toFixed() as Opinion['agreement'][number]['w'] }],
  factors: [
    { factor: 'A1', fields: [{ field: 'p', aggregate: spread('0.3').least, spread: spread('0.2', '0.4') }] },
    { factor: 'B5', fields: [{ field: 'p', aggregate: spread('0.5').least, spread: spread('0.1', '0.9') }] },
    { factor: 'C1', fields: [{ field: 'p', aggregate: spread('0.5').least, spread: spread('0.5', '0.5') }] },
  ],
});

it('says how far experts agree, and that it cannot be said where nobody tells factors apart', () => {
  expect(['0.7', '0.6999', '0.5', '0.4999', null].flatMap((w) => agreementWords(opinion(w)))).toEqual([
    '发生概率 Kendall W = 0.7（一致性较好）', '发生概率 Kendall W = 0.6999（一致性一般）', '发生概率 Kendall W = 0.5（一致性一般）', '发生概率 Kendall W = 0.4999（一致性较差，宜再评一轮）',
    '发生概率无法计算一致性（各人对各因素的评分没有差别）',
  ]);
});

it('names where opinions stand furthest apart, widest first, and nothing where all agree', () => {
  expect(widestWords(opinion('1'))).toBe('分歧最大的是B5 发生概率（0.1–0.9）、A1 发生概率（0.2–0.4）。');
  expect(widestWords({ ...opinion('1'), factors: opinion('1').factors.slice(2) })).toBeNull();
});
