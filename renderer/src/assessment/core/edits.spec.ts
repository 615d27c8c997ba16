import { describe, expect, it } from 'vitest';
import type { AssessmentView, FactorPatch } from '#shared/contract/index.ts';
import { applyEdit, fieldsOf, inverseOf, mergeEdits, type Edit, type MeasureHandle } from './edits.ts';
import { factor, measure, NO_CONTEXT, view } from './fixtures.ts';

const before = view({
  factors: [factor('A1', { p: '0.5', q: '0.7' }), factor('A2', { state: 'open' }), factor('A3', { state: 'excluded', excludedReason: 'no houses' })],
  measures: [measure('m1')],
  conclusion: { code: 'implement', text: 'As planned' },
});

const applyAll = (start: AssessmentView, edits: readonly Edit[]): AssessmentView => edits.reduce(applyEdit, start);
const patch = (factorIds: readonly string[], fields: FactorPatch): Edit => ({ kind: 'factor', factorIds, patch: fields });

describe('every edit and its inverse leave things as they were', () => {
  const handle: MeasureHandle = { id: measure('m1').id };
  const edits: readonly Edit[] = [
    patch(['A1'], { p: null, note: 'x' }),
    patch(['A1', 'A2', 'A3'], { state: 'identified' }),
    { kind: 'weightMode', mode: 'entered' },
    { kind: 'context', side: 'initial', context: { ...NO_CONTEXT, incident: { people: 30, source: 's' } } },
    { kind: 'measure', handle, fields: { ...fieldsOf(measure('m1')), owner: 'Office' } },
    { kind: 'conclusion', code: 'postpone', text: '' },
    { kind: 'proposal', patch: { title: 'Another road', places: [] } },
  ];
  it.each(edits.map((edit) => [edit.kind, edit] as const))('%s', (_kind, edit) => {
    const after = applyEdit(before, edit);
    expect(after).not.toEqual(before);
    expect(applyAll(after, inverseOf(before, edit))).toEqual(before);
  });
});

it('factors that were alike go back in one call', () => {
  const inverse = inverseOf(view({ factors: [factor('A1'), factor('A2'), factor('A3', { state: 'open' })] }), patch(['A1', 'A2', 'A3'], { state: 'excluded' }));
  expect(inverse).toEqual([patch(['A1', 'A2'], { state: 'identified' }), patch(['A3'], { state: 'open' })]);
});

it('normalising is taken back by the weights entered before', () => {
  const entered = view({ factors: [factor('A1', { weight: '0.3' }), factor('A2', { weight: '0.8' }), factor('A3', { state: 'excluded', weight: '1' })] });
  expect(inverseOf(entered, { kind: 'normalise' })).toEqual([patch(['A1'], { weight: '0.3' }), patch(['A2'], { weight: '0.8' })]);
});

it('going back to entered weights brings the entered ones back', () => {
  const entered = view({ weightMode: 'entered', factors: [factor('A1', { weight: '0.3' }), factor('A2', { weight: '0.7' })] });
  expect(inverseOf(entered, { kind: 'weightMode', mode: 'equal' })).toEqual([{ kind: 'weightMode', mode: 'entered' }, patch(['A1'], { weight: '0.3' }), patch(['A2'], { weight: '0.7' })]);
});

it('a first conclusion has no way back', () => expect(inverseOf(view(), { kind: 'conclusion', code: 'implement', text: '' })).toEqual([]));

it('a new measure is taken back by removing what it became', () => {
  const handle: MeasureHandle = { id: null };
  const [inverse] = inverseOf(before, { kind: 'measure', handle, fields: fieldsOf(measure('m2')) });
  expect(inverse).toEqual({ kind: 'measure', handle, fields: null });
});

describe('mergeEdits', () => {
  it('lets the later value win and keeps other fields', () =>
    expect(mergeEdits(patch(['A1'], { p: '0.1', note: 'a' }), patch(['A1'], { note: 'ab' }))).toEqual(patch(['A1'], { p: '0.1', note: 'ab' })));
  it('keeps other factors apart', () => expect(mergeEdits(patch(['A1'], { p: '0.1' }), patch(['A2'], { p: '0.1' }))).toBeNull());
  it('never merges two new measures', () => {
    const fields = fieldsOf(measure('m1'));
    expect(mergeEdits({ kind: 'measure', handle: { id: null }, fields }, { kind: 'measure', handle: { id: null }, fields })).toBeNull();
  });
});
