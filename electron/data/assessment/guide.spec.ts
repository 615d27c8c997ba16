import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FactorPatch } from '#shared/contract/index.ts';
import { factorsOf, valueOf, type AnyPath, type CheckCode } from '#shared/domain/assessment/index.ts';
import { exact, toFixedString } from '#shared/domain/decimal/index.ts';
import type { Level } from '#shared/domain/grading/index.ts';
import { modelTable, otherExamples, workedExamples, type OtherExample, type WorkedExample } from './fixtures/guide.ts';
import { FIELDS, MEASURE } from './fixtures/matter.ts';
import { openWorkstation, type Workstation } from './fixtures/workstation.ts';
import { assessmentsHandlers as assessments, proposalsHandlers as proposals } from './index.ts';
import { loadDecisionTypes, loadModels } from './model-loader.ts';

const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url));
const models = loadModels(RESOURCES).map(({ value }) => value);
const examples = workedExamples().map((example): [string, WorkedExample] => [example.model, example]);
const others = otherExamples().map((example): [string, OtherExample] => [example.model, example]);

const LEVELS: Readonly<Record<Level, string>> = { low: '低风险', medium: '中风险', high: '高风险' };
const PATHS: Readonly<Record<AnyPath, string>> = { index: '指数', total: '总分', count: '因素数', trigger: '直接触发', opinion: '群众意见' };
const DEMANDS: Partial<Record<CheckCode, string>> = {
  OPINION_MISSING: '群众意见', SURVEY_COUNT_MISSING: '调查人数', DATE_PAST: '拟定日期未过', DECISION_DATE_MISSING: '拟决策日期', FACTOR_WITHOUT_MEASURE: '较大以上因素的措施',
  TRIGGER_MISSING: '触发研判', MEASURE_PAST: '措施时限未过', MEASURE_AFTER_END: '措施时限不晚于结束日期', OPPOSITION_LOWERED: '反对比例下降的新调查', EXCLUDED_WITHOUT_REASON: '排除理由',
};

const STRENGTHS: Readonly<Record<string, string>> = { 强烈: 'strong', 较强烈: 'fair', 一般: 'mild' };
/** "强烈 10%、一般 5%" */
const sharesOf = (text: string) => text.split('、').map((one) => {
  const [strength = '', share = ''] = one.split(' ');
  return { strength: STRENGTHS[strength] ?? '', opposed: (Number(share.replace('%', '')) / 100).toFixed(2) };
});

/** docs/guide/evaluator.md is followed to the letter, so that it cannot say what the program no longer does. */
describe('the guide for evaluators', () => {
  let workstation: Workstation;
  beforeEach(() => { workstation = openWorkstation(); });
  afterEach(() => workstation.close());

  it('works through every shipped model, by its name', () => {
    expect([...examples, ...others].map(([name]) => name).sort()).toEqual(models.map(({ name }) => name.zh).sort());
  });

  it.each(examples)('%s: says what the model asks, and its example comes out as printed', async (name, example) => {
    const model = models.find((one) => one.name.zh === name)!;
    const factors = new Map(factorsOf(model).map((factor) => [factor.id, factor.name.zh]));
    expect(example.required).toEqual(model.documents.filter(({ required }) => required).map((document) => document.name.zh));
    expect(example.optional).toEqual(model.documents.filter(({ required }) => !required).map((document) => document.name.zh));
    expect(example.demands).toEqual(Object.keys(model.checks ?? {}).map((code) => DEMANDS[code as CheckCode]));
    for (const factor of example.factors) expect(factor.name).toBe(factors.get(factor.id));
    const type = loadDecisionTypes(RESOURCES).find(({ zh }) => zh === example.type)!;
    expect(type.models[0]).toBe(model.id);

    const evaluator = workstation.as('evaluator');
    const { assessmentId: id } = await proposals['proposals.create']({ fields: { ...FIELDS, title: example.title, decisionType: type.code }, modelId: model.id }, evaluator);
    const all = [...factors.keys()];
    const chosen = example.factors.map((factor) => factor.id);
    const rest = all.filter((factorId) => !chosen.includes(factorId));
    await assessments['assessments.patchFactors']({ id, factorIds: rest, patch: { state: 'excluded', excludedReason: '本事项不涉及' } }, evaluator);
    await assessments['assessments.patchFactors']({ id, factorIds: chosen, patch: { state: 'identified' } }, evaluator);
    for (const { id: factorId, initial, residual } of example.factors) {
      await assessments['assessments.patchFactor']({ id, factorId, patch: { p: initial.p, q: initial.q, residualP: residual.p, residualQ: residual.q, note: '示例说明' } }, evaluator);
    }
    const changed = example.factors.filter(({ initial, residual }) => initial.r !== residual.r).map((factor) => factor.id);
    await assessments['assessments.saveMeasure']({ id, measureId: null, fields: { ...MEASURE, title: example.measure, factorIds: changed } }, evaluator);
    for (const side of ['initial', 'residual'] as const) {
      const { opinion, people } = example[side];
      await assessments['assessments.setContext']({
        id, side, context: { opinion: opinion && { ...opinion, source: '示例问卷' }, incident: { people, source: '示例问卷' }, triggers: [] },
      }, evaluator);
    }
    const scored = await assessments['assessments.get']({ id }, evaluator);
    for (const side of ['initial', 'residual'] as const) {
      const found = scored.result[side]!;
      expect(found.factors.map((judged) => `${judged.id} ${'r' in judged ? (judged.r ?? '') : ''}`)).toEqual(example.factors.map((factor) => `${factor.id} ${factor[side].r}`));
      expect(toFixedString(exact(valueOf(found)!), 4)).toBe(example[side].index);
      expect(LEVELS[found.level!]).toBe(example[side].level);
      expect(found.decidedBy.map((path) => PATHS[path])).toEqual(example[side].decidedBy);
    }

    const { code } = model.conclusions[scored.result.residual!.level!].find(({ text }) => text.zh === example.conclusion)!;
    await assessments['assessments.setConclusion']({ id, code, text: '示例理由。' }, evaluator);
    const submitted = await assessments['assessments.submit']({ id }, evaluator);
    expect(submitted.checks.filter(({ severity }) => severity === 'block')).toEqual([]);
    const decided = await assessments['assessments.decide']({ id, decision: code, reasons: '' }, workstation.as('manager'));
    expect(decided).toMatchObject({ state: 'decided', decision: { agrees: true } });
  });

  it.each(others)('%s: its example comes out as printed', async (name, example) => {
    const model = models.find((one) => one.name.zh === name)!;
    const names = new Map(factorsOf(model).map((factor) => [factor.id, factor.name.zh]));
    const evaluator = workstation.as('evaluator');
    const { assessmentId: id } = await proposals['proposals.create']({ fields: FIELDS, modelId: model.id }, evaluator);
    const patch = (factorIds: string[], fields: FactorPatch) => assessments['assessments.patchFactors']({ id, factorIds, patch: fields }, evaluator);
    const isCard = model.method === 'db32-4013@1';
    const ids = example.rows.map(([head = '']) => head.split(' ')[0] ?? '');
    example.rows.forEach(([head = '']) => { expect(head).toBe(`${head.split(' ')[0] ?? ''} ${names.get(head.split(' ')[0] ?? '') ?? ''}`); });
    if (isCard) {
      await patch([...names.keys()].filter((item) => item !== 'K1'), { points: '0' });
    } else {
      await patch(ids, { state: 'identified' });
      await assessments['assessments.setWeightMode']({ id, mode: 'entered' }, evaluator);
    }
    for (const [position, [, first = '', second = '', third = '']] of example.rows.entries()) {
      const item = ids[position] ?? '';
      if (!isCard) await patch([item], { weight: first, c: second, residualC: third });
      else if (item === 'K1') await patch([item], { opposed: sharesOf(first), residualOpposed: sharesOf(second) });
      else await patch([item], { points: first, residualPoints: second });
    }
    const opposed = (Number(example.opposed.replace('%', '')) / 100).toFixed(2);
    const context = { opinion: { opposed, surveyed: 200, source: '示例问卷' }, incident: null, triggers: null };
    for (const side of ['initial', 'residual'] as const) await assessments['assessments.setContext']({ id, side, context }, evaluator);
    const { result, checks } = await assessments['assessments.get']({ id }, evaluator);
    const sides = [result.initial, result.residual!];
    expect(sides.map(valueOf)).toEqual(example.totals);
    expect(sides.map(({ level }) => LEVELS[level!])).toEqual(example.levels);
    expect(checks.map(({ code }) => code)).not.toContain('OPPOSITION_DIFFERS');
  });

  it('counts areas, factors, questions, categories and documents as the models do', () => {
    const counted = models.map(({ name, areas, questions, documents }) => [
      name.zh, String(areas.length), String(areas.flatMap(({ factors }) => factors).length), `${String(questions.length)}（${String(new Set(questions.map(({ category }) => category)).size)}）`,
      `${String(documents.length)}（${String(documents.filter(({ required }) => required).length)}）`,
    ]);
    expect([...modelTable()].sort()).toEqual(counted.sort());
  });
});
