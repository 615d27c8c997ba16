import type { AssessmentId, Obligation, ProposalFields } from '#shared/contract/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { call } from '@/api/index.ts';

const BLANK: ProposalFields = { title: '', decisionType: '', places: [], responsibleUnit: '', decisionOn: null, startOn: null, endOn: null, description: '', projectCode: null };

/**
 * Makes the case of a matter with the first model of its kind: a project brings its fields and is known by its code, any other
 * matter is linked to the case.
 *
 * @throws AppError MODEL_UNKNOWN when the kind of decision names no model
 */
export async function beginCase(one: Obligation): Promise<AssessmentId> {
  const { title, decisionType, projectCode, key, revision } = one;
  const [modelId] = (await call('models.decisionTypes', {})).find(({ code }) => code === decisionType)?.models ?? [];
  if (modelId === undefined) throw new AppError('MODEL_UNKNOWN', `No model fits ${decisionType}.`, { decisionType });
  const fields = projectCode === null ? { ...BLANK, title, responsibleUnit: one.unit } : await call('proposals.fromProject', { projectCode });
  const made = await call('proposals.create', { fields: { ...fields, decisionType }, modelId });
  if (projectCode === null) await call('obligations.link', { key, revision, action: 'link', proposalId: made.id, text: '' });
  return made.assessmentId;
}
