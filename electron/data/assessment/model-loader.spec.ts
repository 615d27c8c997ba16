import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from 'vitest';
import type * as contract from '#shared/contract/index.ts';
import { factorsOf, questionsOf, scaleLevelOf, scalesOf, type AssessmentState, type ConclusionCode } from '#shared/domain/assessment/index.ts';
import { canonicalJson, type Json } from '#shared/util/canonical-json.ts';
import { findMethod, loadDecisionTypes, loadMethods, loadJudgingMethods, loadModels } from './model-loader.ts';

const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url));
const MODEL = 'models/major-project@1.json';

describe('what ships', () => {
  const project = loadModels(RESOURCES).find(({ value }) => value.id === 'major-project');
  const model = project!.value;

  it('has the model of major projects with 8 areas and 54 factors', () => {
    expect([model.id, model.version, model.method]).toEqual(['major-project', 1, 'wpq@1']);
    expect(model.areas.map(({ id, factors }) => `${id}${String(factors.length)}`)).toEqual(['A5', 'B10', 'C3', 'D12', 'E6', 'F10', 'G4', 'H4']);
    expect(factorsOf(model)).toHaveLength(54);
    expect(factorsOf(model).find(({ id }) => id === 'B5')).toMatchObject({ area: 'B', name: { zh: '补偿标准' } });
  });

  it('asks at least 16 questions over at least 12 categories beside at least 24 factors, none of them idle', () => {
    expect(model.questions.length).toBeGreaterThanOrEqual(16);
    expect(new Set(model.questions.map(({ category }) => category)).size).toBeGreaterThanOrEqual(12);
    expect(factorsOf(model).filter(({ evidence }) => evidence.length > 0).length).toBeGreaterThanOrEqual(24);
    const asked = new Set(factorsOf(model).flatMap(({ evidence }) => evidence));
    expect(model.questions.filter(({ id }) => !asked.has(id))).toEqual([]);
    expect(questionsOf(model, 'B6').map(({ category }) => category)).toEqual(['1.7', '5.2', '6.6']);
    expect(questionsOf(model, 'Z9')).toEqual([]);
  });

  it('words p and q in five levels with their middles', () => {
    for (const scale of Object.values(scalesOf(model))) {
      expect(scale.map(({ value }) => value)).toEqual(['0.1', '0.3', '0.5', '0.7', '0.9']);
      expect(['0', '0.20', '0.2000001', '0.8', '1'].map((value) => scaleLevelOf(scale, value)?.level)).toEqual([1, 1, 2, 4, 5]);
      expect(['1.1', '-0.1', 'x', ''].map((value) => scaleLevelOf(scale, value))).toEqual([null, null, null, null]);
    }
    expect(scalesOf(model).p.at(-1)?.name.zh).toBe('很高');
  });

  it('has the four methods and the kinds of decision matter', () => {
    const methods = loadMethods(RESOURCES);
    expect(methods.map(({ value }) => value.id)).toEqual(['ahp', 'db32-4013', 'wc', 'wpq']);
    expect(loadJudgingMethods(RESOURCES).map(({ value }) => value.id)).toEqual(['db32-4013', 'wc', 'wpq']);
    expect([findMethod(methods, 'wpq@1')?.kind, findMethod(methods, 'wpq@2'), findMethod(methods, 'wpq')]).toEqual(['wpq', null, null]);
    const types = loadDecisionTypes(RESOURCES);
    expect(types.length).toBeGreaterThanOrEqual(10);
    const shipped = new Set(loadModels(RESOURCES).map(({ value }) => value.id));
    expect(types.filter(({ models }) => models.length === 0 || models.some((id) => !shipped.has(id)))).toEqual([]);
    // The models of other methods stand beside those that a matter begins with.
    expect([...shipped].filter((id) => types.every(({ models }) => models[0] !== id))).toEqual(['db32-scorecard', 'five-risks']);
    expect(types.filter(({ models }) => models.at(-1) !== 'db32-scorecard')).toEqual([]);
  });

  it('speaks the same codes as the contract (checked by the compiler)', () => {
    expectTypeOf<contract.ConclusionCode>().toEqualTypeOf<ConclusionCode>();
    expectTypeOf<contract.AssessmentState>().toEqualTypeOf<AssessmentState>();
  });

  it('is hashed over its canonical content: nothing is added by reading it', () => {
    const content = JSON.parse(readFileSync(join(RESOURCES, MODEL), 'utf8')) as Json;
    expect(project!.hash).toBe(createHash('sha256').update(canonicalJson(content)).digest('hex'));
  });
});

describe('a wrong file', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'fengqiao-models-'));
    for (const folder of ['models', 'methods']) cpSync(join(RESOURCES, folder), join(dir, folder), { recursive: true });
  });
  afterEach(() => { rmSync(dir, { recursive: true, force: true }); });

  const change = (file: string, from: string, to: string): void => {
    const text = readFileSync(join(dir, file), 'utf8');
    expect(text).toContain(from);
    writeFileSync(join(dir, file), text.replace(from, to));
  };
  const refused = (load: (resourcesDir: string) => unknown): { code: string; details: Record<string, string> } => {
    try {
      load(dir);
    } catch (error) {
      return error as { code: string; details: Record<string, string> };
    }
    throw new Error('the file was taken');
  };

  it.each<[string, string, string, string, RegExp]>([
    ['a question that does not exist', '"evidence": ["approvalsReturned"]', '"evidence": ["nothing"]', 'areas.0.factors.1.evidence.0', /no question "nothing"/],
    ['a stage that does not exist', '"stages": ["decision"]', '"stages": ["dream"]', 'areas.0.factors.0.stages.0', /no stage/],
    ['a factor twice', '"id": "A2"', '"id": "A1"', 'areas.0.factors.1.id', /twice/],
    ['a factor of another area', '"id": "A2"', '"id": "B99"', 'areas.0.factors.1.id', /letter of its area/],
    ['a scale with a gap', '"above": "0.20"', '"above": "0.25"', 'probability.1.above', /level before ends/],
    ['a value outside its level', '"value": "0.3"', '"value": "0.5"', 'probability.1.value', /outside/],
    ['an unknown conclusion', '"code": "implement"', '"code": "shrug"', 'conclusions.low.0.code', /./],
    ['an unknown member', '"version": 1', '"version": 1, "defaultScore": "0.2"', '', /defaultScore/],
    ['a method that does not ship', '"wpq@1"', '"wpq@7"', 'method', /no method "wpq@7"/],
    ['a method that does not judge factors', '"wpq@1"', '"ahp@1"', 'method', /judges factors/],
    ['a method of other items', '"wpq@1"', '"db32-4013@1"', 'probability', /without it/],
    ['another version than its name', '"version": 1', '"version": 2', 'id', /major-project@2/],
  ])('stops with file, path and reason: %s', (_, from, to, path, reason) => {
    change(MODEL, from, to);
    const { code, details } = refused(loadModels);
    expect({ code, file: details['file'], path: details['path'] }).toEqual({ code: 'RESOURCE_INVALID', file: MODEL, path });
    expect(details['reason']).toMatch(reason);
  });

  it('is named where it is no JSON, cannot be read, or is not there', () => {
    writeFileSync(join(dir, 'methods/wpq@1.json'), '{');
    expect(refused(loadMethods)).toMatchObject({ code: 'RESOURCE_INVALID', details: { file: 'methods/wpq@1.json', reason: expect.stringContaining('JSON') as string } });
    renameSync(join(dir, 'models/decision-types.json'), join(dir, 'models/gone.json'));
    expect(refused(loadDecisionTypes)).toMatchObject({ code: 'RESOURCE_INVALID', details: { file: 'models/decision-types.json' } });
    rmSync(join(dir, 'methods'), { recursive: true });
    expect(refused(loadMethods)).toMatchObject({ code: 'RESOURCE_INVALID', details: { file: 'methods' } });
  });

  it('changes the hash with one character of content, and not with white space', () => {
    const hash = (): string => loadModels(dir).find(({ value }) => value.id === 'major-project')!.hash;
    const before = hash();
    writeFileSync(join(dir, MODEL), JSON.stringify(JSON.parse(readFileSync(join(dir, MODEL), 'utf8'))));
    expect(hash()).toBe(before);
    change(MODEL, '补偿标准', '补偿标凖');
    expect(hash()).not.toBe(before);
  });
});
