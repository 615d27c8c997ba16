import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AssessmentId, FactorPatch } from '#shared/contract/index.ts';
import { factorsOf, type AssessmentModel } from '#shared/domain/assessment/index.ts';
import { evidenceHandlers } from '#data/evidence/index.ts';
import { FIELDS, MEASURE } from './fixtures/matter.ts';
import { openWorkstation, type Workstation } from './fixtures/workstation.ts';
import { assessmentsHandlers as assessments, proposalsHandlers as proposals } from './index.ts';
import { loadDecisionTypes, loadModels } from './model-loader.ts';

const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url));
const models = loadModels(RESOURCES).map(({ value }): [string, AssessmentModel] => [value.id, value]);
const byId = new Map(models);

/** Every text of a model in one language. */
function texts(model: AssessmentModel, language: 'zh' | 'en'): string[] {
  const found: string[] = [];
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === language && typeof inner === 'string') found.push(inner);
      else look(inner);
    }
  };
  look(model);
  return found;
}

describe('the shipped models', () => {
  it('are eight, each with as many factors as its matter needs', () => {
    const counts = Object.fromEntries(models.map(([id, model]) => [id, factorsOf(model).length]));
    expect(counts).toEqual({ 'db32-scorecard': 21, 'five-risks': 15, 'land-expropriation': 46, 'major-event': 33, 'major-project': 54, 'neighbourhood-facility': 35, 'policy-reform': 33, 'public-price': 33 });
  });

  it('judge an expropriation by the four tests, looking back five years at petitions and mass incidents', () => {
    const model = byId.get('land-expropriation')!;
    expect(model.areas.map(({ name }) => name.zh)).toEqual(['合法性', '合理性', '可行性', '可控性']);
    const long = model.questions.filter(({ windowMonths }) => windowMonths === 60);
    expect(new Set(long.map(({ category }) => category))).toEqual(new Set(['2.4', '2.6', '2.7', '4.5']));
    const about = factorsOf(model).filter(({ name }) => name.zh.includes('近五年'));
    expect(about.map(({ area }) => area)).toEqual(['D', 'D', 'D']);
    for (const { evidence } of about) expect(evidence.some((id) => long.some((question) => question.id === id))).toBe(true);
  });

  describe.each(models)('%s', (_, model) => {
    it('speaks both languages throughout', () => {
      const [zh, en] = [texts(model, 'zh'), texts(model, 'en')];
      expect(zh.length).toBe(en.length);
      expect(zh.filter((text) => !/[\u4e00-\u9fff]/u.test(text))).toEqual([]);
      // An English text may name a rule in its own characters, but is never a copy of the Chinese one.
      expect(en.filter((text, position) => !/[A-Za-z]{2}/u.test(text) || text === zh[position])).toEqual([]);
    });

    it('describes every factor in one sentence, under a name of its own', () => {
      const factors = factorsOf(model);
      expect(factors.filter(({ description }) => !/^看[^。]+。$/u.test(description.zh) || !/^[A-Z][^.]+\.$/u.test(description.en)).map(({ id }) => id)).toEqual([]);
      for (const language of ['zh', 'en'] as const) expect(new Set(factors.map(({ name }) => name[language])).size).toBe(factors.length);
    });

    it('leaves no question idle, no stage unused and no level without a conclusion of its own', () => {
      const asked = new Set(factorsOf(model).flatMap(({ evidence }) => evidence));
      expect(model.questions.filter(({ id }) => !asked.has(id))).toEqual([]);
      const used = new Set(factorsOf(model).flatMap(({ stages }) => stages));
      expect(model.stages.filter(({ id }) => !used.has(id))).toEqual([]);
      expect(model.conclusions.high.map(({ code }) => code)).not.toContain('implement');
      expect(model.documents.some(({ id, required }) => id === 'emergencyPlan' && required)).toBe(true);
      expect(model.documents.some(({ id, required }) => id === 'report' && required)).toBe(true);
    });
  });
});

describe('a matter with each model', () => {
  let workstation: Workstation;
  beforeEach(() => { workstation = openWorkstation(); });
  afterEach(() => workstation.close());

  const typeOf = (modelId: string): string => loadDecisionTypes(RESOURCES).find(({ models: fitting }) => fitting.includes(modelId))!.code;
  /** A grave and a mild score, before and after the measures, by the method; and what they come to. */
  const byMethod: Readonly<Record<string, { grave: FactorPatch; mild: FactorPatch; initial: object; residual: object }>> = {
    // R = 0.7 x 0.8 = 0.56 and 0.3 x 0.2 = 0.06 under equal weights: T = 0.31.
    'wpq@1': {
      grave: { p: '0.7', q: '0.8', residualP: '0.4', residualQ: '0.6' }, mild: { p: '0.3', q: '0.2', residualP: '0.1', residualQ: '0.2' },
      initial: { index: '0.31', paths: { index: 'low' } }, residual: { index: '0.13' },
    },
    'wc@1': { grave: { c: '0.8', residualC: '0.4' }, mild: { c: '0.4', residualC: '0.2' }, initial: { index: '0.6', paths: { index: 'medium' } }, residual: { index: '0.3' } },
    // L1 at 3 of 3, K8 at 1; 35 x (0.1 x 1) = 3.5 for K1; the rest 0.
    'db32-4013@1': { grave: { points: '3', residualPoints: '0' }, mild: { points: '1', residualPoints: '0' }, initial: { total: '7.5', paths: { total: 'low' } }, residual: { total: '3.5' } },
  };

  async function excludeRest(id: AssessmentId, factors: string[], chosen: string[]): Promise<void> {
    const evaluator = workstation.as('evaluator');
    await assessments['assessments.patchFactors']({ id, factorIds: factors, patch: { state: 'excluded', excludedReason: '与本事项无关' } }, evaluator);
    await assessments['assessments.patchFactors']({ id, factorIds: chosen, patch: { state: 'identified', excludedReason: '' } }, evaluator);
  }

  /** A scorecard leaves no item out. */
  async function fillCard(id: AssessmentId, factors: string[]): Promise<void> {
    const evaluator = workstation.as('evaluator');
    await assessments['assessments.patchFactors']({ id, factorIds: factors.filter((factor) => factor !== 'K1'), patch: { points: '0' } }, evaluator);
    await assessments['assessments.patchFactor']({ id, factorId: 'K1', patch: { opposed: [{ strength: 'strong', opposed: '0.1' }] } }, evaluator);
  }

  it.each(models)('%s is made, scored, answered by the data, submitted and decided', async (modelId, model) => {
    const evaluator = workstation.as('evaluator');
    const { assessmentId: id } = await proposals['proposals.create']({ fields: { ...FIELDS, decisionType: typeOf(modelId) }, modelId }, evaluator);
    const factors = factorsOf(model).map((factor) => factor.id);
    const draft = await assessments['assessments.get']({ id }, evaluator);
    expect(draft.model).toMatchObject({ id: modelId, version: model.version, method: model.method });
    const isCard = draft.result.kind === 'scorecard';
    expect(draft.factors.map(({ factorId, state }) => `${factorId} ${state}`)).toEqual(factors.map((factor) => `${factor} ${isCard ? 'identified' : 'open'}`));

    const scores = byMethod[model.method]!;
    const chosen = [factors[0]!, factors.at(-1)!];
    await (isCard ? fillCard(id, factors) : excludeRest(id, factors, chosen));
    await assessments['assessments.patchFactor']({ id, factorId: chosen[0]!, patch: { ...scores.grave, note: '示例' } }, evaluator);
    await assessments['assessments.patchFactor']({ id, factorId: chosen[1]!, patch: scores.mild }, evaluator);
    await assessments['assessments.saveMeasure']({ id, measureId: null, fields: { ...MEASURE, factorIds: chosen } }, evaluator);
    // What some of the models will not be submitted without.
    const context = { opinion: { opposed: '0.1', surveyed: 200, source: '示例问卷' }, incident: { people: 0, source: '' }, triggers: [] };
    for (const side of ['initial', 'residual'] as const) await assessments['assessments.setContext']({ id, side, context }, evaluator);
    const code = model.conclusions.low[0]!.code;
    const scored = await assessments['assessments.setConclusion']({ id, code, text: '落实措施后可以实施。' }, evaluator);
    expect(scored.result.initial).toMatchObject(scores.initial);
    expect(scored.result.residual).toMatchObject(scores.residual);

    workstation.hold('2.4', [{ n_town: '330602108', n_county: '330602', n_date: '2023-02-01', content_type: 'land', repeat: 'repeated' }, { n_town: '330602108', n_county: '330602', n_date: '2026-05-01' }]);
    const { answers } = await evidenceHandlers['evidence.overview']({ id }, evaluator);
    expect(answers.map(({ questionId }) => questionId)).toEqual(model.questions.map((question) => question.id));
    expect(answers.map(({ months }) => months.length)).toEqual(model.questions.map(({ windowMonths }) => windowMonths));
    const petitions = answers.find(({ questionId }) => questionId === 'petitions' || questionId === 'petitionsFiveYears');
    if (petitions !== undefined) expect(petitions.value).toBe(petitions.questionId === 'petitions' ? '1' : '2');

    await assessments['assessments.submit']({ id }, evaluator);
    const decided = await assessments['assessments.decide']({ id, decision: code, reasons: '' }, workstation.as('manager'));
    expect(decided).toMatchObject({ state: 'decided', decision: { decision: code, agrees: true } });
  });
});
