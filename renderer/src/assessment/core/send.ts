import type { AssessmentView, MeasureId } from '#shared/contract/index.ts';
import { call } from '@/api/index.ts';
import type { Edit } from './edits.ts';

/** Stores one edit and returns the assessment as it stands then. Throws what the data process threw. */
export async function send(view: AssessmentView, edit: Edit): Promise<AssessmentView> {
  const { id } = view;
  switch (edit.kind) {
    case 'factor': {
      const [factorId, ...others] = edit.factorIds;
      if (factorId === undefined) return view;
      if (others.length === 0) return call('assessments.patchFactor', { id, factorId, patch: edit.patch });
      return call('assessments.patchFactors', { id, factorIds: [...edit.factorIds], patch: edit.patch });
    }
    case 'weightMode':
      return call('assessments.setWeightMode', { id, mode: edit.mode });
    case 'normalise':
      return call('assessments.normaliseWeights', { id });
    case 'context':
      return call('assessments.setContext', { id, side: edit.side, context: edit.context });
    case 'measure':
      return sendMeasure(view, edit);
    case 'conclusion':
      return call('assessments.setConclusion', { id, code: edit.code, text: edit.text });
    case 'proposal':
      await call('proposals.update', { id: view.proposal.id, patch: edit.patch });
      return call('assessments.get', { id });
  }
}

/** Keeps the handle pointing at the measure through its being made, removed and made again. */
async function sendMeasure(view: AssessmentView, { handle, fields }: Extract<Edit, { kind: 'measure' }>): Promise<AssessmentView> {
  if (fields === null) {
    if (handle.id === null) return view;
    const after = await call('assessments.removeMeasure', { id: view.id, measureId: handle.id });
    handle.id = null;
    return after;
  }
  const after = await call('assessments.saveMeasure', { id: view.id, measureId: handle.id, fields });
  handle.id ??= newMeasure(view, after);
  return after;
}

function newMeasure(before: AssessmentView, after: AssessmentView): MeasureId | null {
  return after.measures.find(({ id }) => before.measures.every((known) => known.id !== id))?.id ?? null;
}

