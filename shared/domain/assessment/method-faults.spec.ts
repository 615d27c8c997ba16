import { describe, expect, it } from 'vitest';
import cardJson from '../../../resources/methods/db32-4013@1.json' with { type: 'json' };
import wcJson from '../../../resources/methods/wc@1.json' with { type: 'json' };
import wpqJson from '../../../resources/methods/wpq@1.json' with { type: 'json' };
import cardModelJson from '../../../resources/models/db32-scorecard@1.json' with { type: 'json' };
import risksJson from '../../../resources/models/five-risks@1.json' with { type: 'json' };
import projectJson from '../../../resources/models/major-project@1.json' with { type: 'json' };
import { scorecardMethodSchema, wcMethodSchema, wpqMethodSchema } from '#shared/domain/grading/index.ts';
import { methodFaults, modelSchema, type AssessmentModel } from './index.ts';

const methods = [wpqMethodSchema.parse(wpqJson), wcMethodSchema.parse(wcJson), scorecardMethodSchema.parse(cardJson)];
const [card, risks, project] = [modelSchema.parse(cardModelJson), modelSchema.parse(risksJson), modelSchema.parse(projectJson)];
const faults = (model: AssessmentModel): string[] => methodFaults(model, methods).map(({ path, message }) => `${path}: ${message}`);

describe('a model and its method', () => {
  it('fit as they ship', () => {
    for (const model of [card, risks, project]) expect(faults(model)).toEqual([]);
  });

  it('need the scales that the method scores by, and no others', () => {
    const { probability: _gone, ...half } = project;
    expect(faults(half)).toEqual(['probability: is missing: the method scores by it']);
    expect(faults({ ...risks, probability: project.probability })).toEqual(['probability: the method scores without it']);
    expect(faults({ ...risks, method: 'ahp@1' })).toEqual(['method: no method "ahp@1" that judges factors (wpq@1, wc@1, db32-4013@1)']);
  });

  it('are the same items, group by group, where the method is a scorecard', () => {
    const [first, ...others] = card.areas;
    expect(faults({ ...card, areas: [{ ...first!, factors: first!.factors.slice(1) }, ...others] })).toEqual(['factors/L1: is missing: the scorecard has such an item']);
    expect(faults({ ...card, areas: [{ ...first!, factors: [...first!.factors, { ...first!.factors[0]!, id: 'L9' }] }, ...others] })).toEqual(['factors/L9: the scorecard has no such item']);
    const [moved, ...rest] = others[0]!.factors;
    expect(faults({ ...card, areas: [{ ...first!, factors: [...first!.factors, moved!] }, { ...others[0]!, factors: rest }, ...others.slice(1)] })).toEqual(['areas/L,R: the items of the group reasonableness stand in more than one area']);
  });
});
