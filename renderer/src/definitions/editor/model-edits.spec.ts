import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { factorsOf, modelSchema, type AssessmentModel } from '#shared/domain/assessment/index.ts';
import { decimalSchema } from '#shared/domain/decimal/index.ts';
import { addArea, addDocument, addFactor, askedBy, closeGaps, formFaults, moveFactor, removeFactor, unaskedQuestions } from './model-edits.ts';

let model: AssessmentModel;
beforeEach(() => {
  model = modelSchema.parse(JSON.parse(readFileSync(new URL('../../../../resources/models/major-project@1.json', import.meta.url), 'utf8')));
});
const ids = (): string[] => factorsOf(model).map(({ id }) => id);
const name = { zh: '新', en: 'New' };

describe('changing a model', () => {
  it('gives a new factor the next number of its area and says which words it still lacks', () => {
    const [area] = model.areas;
    const last = area!.factors.length;
    const factor = addFactor(area!, model.stages);
    expect(factor.id).toBe(`A${String(last + 1)}`);
    expect(formFaults('model', model.id, model).map(({ path }) => path)).toEqual(expect.arrayContaining([`areas/A/factors/${factor.id}/name/zh`]));
    Object.assign(factor, { name, description: name });
    expect(formFaults('model', model.id, model)).toEqual([]);
  });

  it('takes out a factor, and with its last one the area', () => {
    const area = model.areas[1]!;
    const gone = area.factors.map(({ id }) => id);
    for (const id of gone) removeFactor(model, id);
    expect(model.areas.map(({ id }) => id)).not.toContain(area.id);
    expect(formFaults('model', model.id, model)).toEqual([]);
    const questions = unaskedQuestions(model);
    for (const id of questions) expect(askedBy(model, id)).toEqual([]);
    expect(questions.length).toBeGreaterThan(0);
    expect(addArea(model)?.id).toBe(area.id);
  });

  it('moves a factor within its area only', () => {
    const before = ids();
    expect(moveFactor(model, before[0]!, -1)).toBe(false);
    expect(moveFactor(model, before[0]!, 1)).toBe(true);
    expect(ids().slice(0, 2)).toEqual([before[1], before[0]]);
    expect(moveFactor(model, 'Z9', 1)).toBe(false);
  });

  it('keeps scales closed and documents apart', () => {
    const scale = model.probability!;
    scale[0]!.upTo = decimalSchema.parse('0.25');
    expect(formFaults('model', model.id, model).map(({ path }) => path)).toContain('probability/2/above');
    closeGaps(scale);
    expect(scale[1]!.above).toBe('0.25');
    expect(formFaults('model', model.id, model)).toEqual([]);
    Object.assign(scale[0]!, { upTo: 'a half' });
    expect(formFaults('model', model.id, model).map(({ path }) => path)).toContain('probability/1/upTo');
    addDocument(model);
    addDocument(model);
    expect(new Set(model.documents.map(({ id }) => id)).size).toBe(model.documents.length);
  });

  it('never gives the same id twice, whatever is added and removed', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.constant('area'), fc.nat(60)), { maxLength: 25 }), (steps) => {
      const own = structuredClone(model);
      for (const step of steps) {
        if (step === 'area') addArea(own);
        else {
          const all = factorsOf(own);
          const chosen = all[step % all.length]!;
          if (step % 2 === 0 && all.length > 1) removeFactor(own, chosen.id);
          else addFactor(own.areas.find(({ id }) => id === chosen.area)!, own.stages);
        }
        const now = factorsOf(own).map(({ id }) => id);
        expect(new Set(now).size).toBe(now.length);
      }
    }), { numRuns: 50 });
  });
});
