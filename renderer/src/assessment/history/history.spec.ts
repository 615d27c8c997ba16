import { describe, expect, it } from 'vitest';
import type { AssessmentModel } from '#shared/domain/assessment/index.ts';
import type { WpqMethod } from '#shared/domain/grading/index.ts';
import type { TimelineEntry } from '#shared/contract/index.ts';
import { byDay, isStateChange, shared } from './details.ts';
import { entryWords } from './entry-words.ts';
import type { Names } from './value-words.ts';

const names: Names = {
  model: {
    stages: [{ id: 'decision', name: { zh: '决策', en: 'Decision' } }],
    areas: [{ id: 'B', name: { zh: '征收', en: 'Expropriation' }, factors: [{ id: 'B5', name: { zh: '补偿标准', en: 'Standard' } }] }],
  } as unknown as AssessmentModel,
  method: { direct: { trigger: { kinds: [{ id: 'violence', name: { zh: '恶性案件', en: 'Vicious crime' } }] } } } as unknown as WpqMethod,
  place: (code) => `镇${code}`,
  decisionType: (code) => code,
};
const entry = (action: string, details: Record<string, unknown>, at = '2026-03-05T06:00:00.000Z'): TimelineEntry => ({ seq: 1, at, by: 'A', action, details, hash: 'h' });
const lines = (action: string, details: Record<string, unknown>): string[] => {
  const { title, lines: said } = entryWords(entry(action, details), names);
  return [title, ...said];
};

describe('entryWords', () => {
  it('says what stood before and after', () =>
    expect(lines('assessment.factorChanged', { changes: [{ factor: 'B5', field: 'p', before: null, after: '0.7' }, { factor: 'B5', field: 'stages', before: [], after: ['decision'] }] }))
      .toEqual(['修改因素 B5 补偿标准', '发生概率：未评分 → 0.7', '发生阶段：（空） → 决策']));

  it('says a change of many factors once', () =>
    expect(lines('assessment.factorChanged', { changes: ['B5', 'B6'].map((factor) => ({ factor, field: 'state', before: 'open', after: 'identified' })), equalWeights: { before: 0, after: 2 } }))
      .toEqual(['修改 2 个因素', '2 个因素（B5、B6） 识别：未定 → 列入', '均等权重由 0 个因素改为 2 个因素分配']));

  it('no data is not nothing', () =>
    expect(lines('assessment.contextChanged', { side: 'initial', changes: [
      { field: 'opinion', before: null, after: { opposed: '0.125', surveyed: 320, source: '' } }, { field: 'triggers', before: null, after: [] },
    ] })).toEqual(['修改初始的直接触发与群众意见', '群众意见：无数据 → 反对 12.5%（调查 320 人）', '触发情形：无数据 → 没有']));

  it('tells a copy in the history of both cases', () =>
    expect([lines('assessment.revised', { from: 'a' }), lines('assessment.revised', { to: 'b' })]).toEqual([['由已有评估复制，用于修订'], ['复制本评估为新的草稿，用于修订']]));

  it('keeps conclusion and decision apart', () =>
    expect(lines('assessment.decided', { decision: 'partial', conclusion: 'implement', agrees: false, reasons: '分期', snapshotHash: 'abc' }))
      .toEqual(['作出决策，与评估结论不同', '决策结论：部分或分步实施', '评估结论：可以实施', '理由：分期', '冻结快照 abc']));

  it('an unknown action and details of another shape are shown, not thrown', () =>
    expect(lines('assessment.somethingNew', { changes: 'none', title: 7 })).toEqual(['assessment.somethingNew']));
});

it('shared puts factors together that changed alike', () =>
  expect(shared([{ field: 'p', before: null, after: '1', factor: 'A1' }, { field: 'p', before: null, after: '1', factor: 'A2' }, { field: 'p', before: '0', after: '1', factor: 'A3' }]))
    .toEqual([{ field: 'p', before: null, after: '1', factors: ['A1', 'A2'] }, { field: 'p', before: '0', after: '1', factors: ['A3'] }]));

it('byDay keeps the order and counts a day once', () => {
  const days = byDay([entry('a', {}, '2026-03-05T23:00'), entry('b', {}, '2026-03-05T01:00'), entry('c', {}, '2026-03-04T01:00')], (at) => at.slice(0, 10));
  expect(days.map(({ day, entries }) => [day, entries.length])).toEqual([['2026-03-05', 2], ['2026-03-04', 1]]);
});

it('submission, return and decision are changes of state, edits are not', () =>
  expect(['assessment.submitted', 'assessment.decided', 'assessment.factorChanged', 'report.exported'].map(isStateChange)).toEqual([true, true, false, false]));
