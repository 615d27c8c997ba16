import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { factorsOf, type CheckCode } from '#shared/domain/assessment/index.ts';
import { exact, toFixedString } from '#shared/domain/decimal/index.ts';
import type { Level, PathName } from '#shared/domain/grading/index.ts';
import { modelTable, workedExamples, type WorkedExample } from './fixtures/guide.ts';
import { FIELDS, MEASURE } from './fixtures/matter.ts';
import { openWorkstation, type Workstation } from './fixtures/workstation.ts';
import { assessmentsHandlers as assessments, proposalsHandlers as proposals } from './index.ts';
import { loadDecisionTypes, loadModels } from './model-loader.ts';

const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url));
const models = loadModels(RESOURCES).map(({ value }) => value);
const examples = workedExamples().map((example): [string, WorkedExample] => [example.model, example]);

const LEVELS: Readonly<Record<Level, string>> = { low: '低风险', medium: '中风险', high: '高风险' };
const PATHS: Readonly<Record<PathName, string>> = { index: '指数', count: '因素数', trigger: '直接触发', opinion: '群众意见' };
const DEMANDS: Partial<Record<CheckCode, string>> = {
  OPINION_MISSING: '群众意见', SURVEY_COUNT_MISSING: '调查人数', DATE_PAST: '拟定日期未过', DECISION_DATE_MISSING: '拟决策日期', FACTOR_WITHOUT_MEASURE: '较大以上因素的措施',
  TRIGGER_MISSING: '触发研判', MEASURE_PAST: '措施时限未过', MEASURE_AFTER_END: '措施时限不晚于结束日期', OPPOSITION_LOWERED: '反对比例下降的新调查', EXCLUDED_WITHOUT_REASON: '排除理由',
};

/** docs/guide/evaluator.md is followed to the letter, so that it cannot say what the program no longer does. */
describe('the guide for evaluators', () => {
  let workstation: Workstation;
  beforeEach(() => { workstation = openWorkstation(); });
  afterEach(() => workstation.close());

  it('works through every shipped model, by its name', () => {
    expect(examples.map(([name]) => name).sort()).toEqual(models.map(({ name }) => name.zh).sort());
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
    const others = all.filter((factorId) => !chosen.includes(factorId));
    await assessments['assessments.patchFactors']({ id, factorIds: others, patch: { state: 'excluded', excludedReason: '本事项不涉及' } }, evaluator);
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
      expect(found.factors.map(({ id: factorId, r }) => `${factorId} ${r ?? ''}`)).toEqual(example.factors.map((factor) => `${factor.id} ${factor[side].r}`));
      expect(toFixedString(exact(found.index!), 4)).toBe(example[side].index);
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

  it('counts areas, factors, questions, categories and documents as the models do', () => {
    const counted = models.map(({ name, areas, questions, documents }) => [
      name.zh, String(areas.length), String(areas.flatMap(({ factors }) => factors).length), `${String(questions.length)}（${String(new Set(questions.map(({ category }) => category)).size)}）`,
      `${String(documents.length)}（${String(documents.filter(({ required }) => required).length)}）`,
    ]);
    expect([...modelTable()].sort()).toEqual(counted.sort());
  });
});
