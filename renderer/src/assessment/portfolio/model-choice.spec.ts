import { describe, expect, it } from 'vitest';
import { modelChoice, takenModel, type ListedModel } from './model-choice.ts';

const model = (id: string, version = 1): ListedModel => ({ id, version, name: { zh: id, en: id }, description: { zh: '', en: '' }, factors: 1 });
const MODELS = [model('event'), model('land', 1), model('land', 2), model('project')];
const refs = (models: readonly ListedModel[]): string[] => models.map(({ id, version }) => `${id}@${String(version)}`);

describe('the models offered for a kind of decision', () => {
  it('are the newest versions, the named ones first and in the order named', () => {
    const choice = modelChoice(MODELS, ['project', 'land', 'gone']);
    expect([refs(choice.fitting), refs(choice.others)]).toEqual([['project@1', 'land@2'], ['event@1']]);
    expect(refs(modelChoice(MODELS, []).others)).toEqual(['event@1', 'land@2', 'project@1']);
  });

  it('begin with the first that fits; a choice stays while it is offered', () => {
    const choice = modelChoice(MODELS, ['project', 'land']);
    expect(takenModel(choice, null)?.id).toBe('project');
    expect(takenModel(choice, 'event')?.id).toBe('event');
    expect(takenModel(choice, 'gone')?.id).toBe('project');
    expect(takenModel(modelChoice(MODELS, ['gone']), null)?.id).toBe('event');
    expect(takenModel(modelChoice([], ['land']), null)).toBeNull();
  });
});
