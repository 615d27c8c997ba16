import type { assessmentsContract } from '#shared/contract/assessments.ts';
import type { MeasureId, MeasureView } from '#shared/contract/index.ts';
import { factorsOf } from '#shared/domain/assessment/index.ts';
import { directLevels } from '#shared/domain/grading/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { subjectHistory } from '#data/audit/index.ts';
import type { Handlers } from '#data/kernel/index.ts';
import { contextColumns, patchAssessment } from './assessment-repository.ts';
import { loadCase, viewCase } from './case.ts';
import { compareWeights, tryComparison } from './compare.ts';
import { decide, returnCase, submit } from './decide.ts';
import { change, changesOf, subjectOf } from './edit.ts';
import { normalise, patchFactors, setWeightMode } from './factors.ts';
import { methodOf, modelOf } from './library.ts';
import { deleteMeasure, writeMeasure } from './measure-repository.ts';
import { reviseCase, revisionView } from './revise.ts';

export const assessmentsHandlers: Handlers<typeof assessmentsContract> = {
  'models.get': async (input, { store, libraries }) => (await modelOf(store.db, libraries, input)).value,
  'models.method': async (input, { store, libraries }) => (await methodOf(store.db, libraries, input.ref)).value,
  'models.list': (_input, { libraries }) =>
    Promise.resolve(libraries.models.map(({ value, hash }) => ({
      id: value.id, version: value.version, name: value.name, description: value.description, factors: factorsOf(value).length, method: value.method, hash,
    }))),
  'models.decisionTypes': (_input, { libraries }) => Promise.resolve(libraries.decisionTypes),

  'assessments.get': async (input, { store, libraries, actor, clock }) => viewCase(store.db, await loadCase(store.db, libraries, input.id), actor, clock.now()),
  'assessments.patchFactor': (input, context) => patchFactors(context, input.id, [input.factorId], input.patch),
  'assessments.patchFactors': (input, context) => patchFactors(context, input.id, input.factorIds, input.patch),
  'assessments.revise': async (input, context) => ({ assessmentId: await reviseCase(context, input.id, input.model) }),
  'assessments.revision': (input, context) => revisionView(context, input.id),
  'assessments.setWeightMode': (input, context) => setWeightMode(context, input.id, input.mode),
  'assessments.normaliseWeights': (input, context) => normalise(context, input.id),

  'assessments.tryComparison': (input, context) => Promise.resolve(tryComparison(context, input.comparison)),
  'assessments.compareWeights': (input, context) => compareWeights(context, input.id, input.comparison),

  'assessments.setContext': (input, context) =>
    change(context, input.id, 'edit', async ({ tx, one }) => {
      // Unusable numbers are refused here, where they are typed, not when the level is computed.
      directLevels(one.method.value.direct, input.context);
      const changes = changesOf(one.head.context[input.side], input.context);
      if (changes.length === 0) return null;
      await patchAssessment(tx, input.id, contextColumns(input.side, input.context));
      return { action: 'assessment.contextChanged', details: { side: input.side, changes: changes.map((one) => ({ ...one })) } };
    }),

  'assessments.saveMeasure': (input, context) =>
    change(context, input.id, 'edit', async ({ tx, one }) => {
      const { measureId, fields } = input;
      const unknown = fields.factorIds.find((factorId) => one.factors.every((factor) => factor.factorId !== factorId));
      if (unknown !== undefined) throw new AppError('BAD_INPUT', `There is no factor ${unknown} in this assessment.`, { path: 'factorIds', factor: unknown });
      const before = measureId === null ? undefined : findMeasure(one.measures, measureId);
      const after: MeasureView = { ...fields, id: before?.id ?? (context.ids.next() as MeasureId), factorIds: [...new Set(fields.factorIds)].sort() };
      const changes = changesOf(before ?? { ...NO_MEASURE, id: after.id }, after, { measure: after.id });
      if (changes.length === 0) return null;
      await writeMeasure(tx, input.id, after);
      return { action: 'assessment.measureSaved', details: { title: after.title, added: before === undefined, changes: changes.map((one) => ({ ...one })) } };
    }),

  'assessments.removeMeasure': (input, context) =>
    change(context, input.id, 'edit', async ({ tx, one }) => {
      const { id, ...fields } = findMeasure(one.measures, input.measureId);
      await deleteMeasure(tx, id);
      return { action: 'assessment.measureRemoved', details: { title: fields.title, measure: id, before: { ...fields } } };
    }),

  'assessments.setConclusion': (input, context) =>
    change(context, input.id, 'edit', async ({ tx, one }) => {
      const changes = changesOf(one.head.conclusion ?? { code: null, text: '' }, { code: input.code, text: input.text });
      if (changes.length === 0) return null;
      await patchAssessment(tx, input.id, { conclusion_code: input.code, conclusion_text: input.text });
      return { action: 'assessment.conclusionSet', details: { changes: changes.map((one) => ({ ...one })) } };
    }),

  'assessments.submit': (input, context) => submit(context, input.id),
  'assessments.return': (input, context) => returnCase(context, input.id, input.reasons),
  'assessments.decide': (input, context) => decide(context, input.id, input.decision, input.reasons),

  'assessments.timeline': async (input, { store }) => {
    const entries = await subjectHistory(store.db, subjectOf(input.id));
    if (entries.length === 0) throw new AppError('NOT_FOUND', 'There is no such assessment.');
    return entries.map(({ seq, at, actor, action, details, hash }) => ({ seq, at, by: actor, action, details, hash }));
  },
};

const NO_MEASURE: Omit<MeasureView, 'id'> = { title: '', owner: '', assistant: '', deadline: null, controlPoint: '', factorIds: [] };

function findMeasure(measures: readonly MeasureView[], id: string): MeasureView {
  const found = measures.find((measure) => measure.id === id);
  if (found === undefined) throw new AppError('NOT_FOUND', 'There is no such measure; it may have been removed.');
  return found;
}
