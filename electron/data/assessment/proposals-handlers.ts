import type { AssessmentId, ProposalFields, ProposalId, ProposalView } from '#shared/contract/index.ts';
import type { proposalsContract } from '#shared/contract/proposals.ts';
import { factorsOf } from '#shared/domain/assessment/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { CallContext, Handlers } from '#data/kernel/index.ts';
import { getAssessment, insertDraft } from './assessment-repository.ts';
import { change, changesOf, subjectOf, tell } from './edit.ts';
import { readDissents } from './dissent/dissent-repository.ts';
import { startState } from './factor-scores.ts';
import { keepLibraries, newestModel, shippedMethod } from './library.ts';
import { findProjects, getProject } from './project-repository.ts';
import { deleteProposal, hasBallots, getProposal, insertProposal, listProposals, updateProposal, viewProposal } from './proposal-repository.ts';

/** The kind of decision that a proposal made from an imported investment project begins with. */
const PROJECT_DECISION = 'major-project';

export const proposalsHandlers: Handlers<typeof proposalsContract> = {
  'proposals.list': ({ mine, ...input }, { store, actor }) => listProposals(store.db, { ...input, of: mine === true ? actor.id : null }),
  'proposals.get': async (input, { store }) => viewProposal(store.db, await getProposal(store.db, input.id)),
  'proposals.create': (input, context) => create(context, input.fields, input.modelId),
  'proposals.update': (input, context) => update(context, input.id, input.patch),
  'proposals.remove': async (input, context) => {
    await remove(context, input.id);
    return { done: true };
  },
  'proposals.projects': (input, { store, catalogue, regions }) => findProjects(store.db, { catalogue, regions }, input.text, input),
  'proposals.fromProject': (input, context) => fromProject(context, input.projectCode),
};

/**
 * The matter and its draft by the model's newest version; the texts of model and method are kept from now on.
 *
 * @throws AppError BAD_INPUT (kind of decision, place), MODEL_UNKNOWN, RESOURCE_INVALID
 */
async function create(context: CallContext, fields: ProposalFields, modelId: string): Promise<ProposalView> {
  const { store, libraries, actor, clock, ids } = context;
  const model = newestModel(libraries, modelId);
  const method = shippedMethod(libraries, model.value.method);
  const clean = checked(context, fields);
  const now = clock.now();
  const at = now.toISOString();
  const [id, assessmentId] = [ids.next() as ProposalId, ids.next() as AssessmentId];
  const view = await store.write(async (tx) => {
    await keepLibraries(tx, model, method, at);
    await insertProposal(tx, { id, fields: clean, createdBy: actor.id, createdAt: at, updatedAt: at });
    await insertDraft(tx, {
      id: assessmentId, proposalId: id, modelId: model.value.id, modelVersion: model.value.version, modelHash: model.hash, factorIds: factorsOf(model.value).map((factor) => factor.id), factorState: startState(method.value),
    });
    await appendAudit(tx, {
      at: now, actor: actor.id, action: 'proposal.created', subject: subjectOf(assessmentId),
      details: { ...clean, modelId: `${model.value.id}@${String(model.value.version)}`, method: model.value.method },
    });
    return viewProposal(tx, await getProposal(tx, id));
  });
  tell(context, assessmentId);
  return view;
}

/** @throws AppError NOT_FOUND, FROZEN, CONFLICT (submitted), BAD_INPUT */
async function update(context: CallContext, id: ProposalId, patch: { readonly [Key in keyof ProposalFields]?: ProposalFields[Key] | undefined }): Promise<ProposalView> {
  const { assessmentId } = await getProposal(context.store.db, id);
  const view = await change(context, assessmentId, 'edit', async ({ tx, one }) => {
    const before = one.proposal.fields;
    const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
    const after = checked(context, { ...before, ...given });
    const changes = changesOf(before, after);
    if (changes.length === 0) return null;
    await updateProposal(tx, id, after);
    return { action: 'proposal.changed', details: { changes: changes.map((one) => ({ ...one })) } };
  });
  return view.proposal;
}

/** @throws AppError NOT_FOUND, FROZEN, CONFLICT when it was ever submitted, or experts have scored on it */
async function remove(context: CallContext, id: ProposalId): Promise<void> {
  const { store, actor, clock } = context;
  const assessmentId = await store.write(async (tx) => {
    const proposal = await getProposal(tx, id);
    const { state, submittedAt } = await getAssessment(tx, proposal.assessmentId);
    if (state === 'decided') throw new AppError('FROZEN', 'A decided assessment never changes.', { state });
    if (state !== 'draft' || submittedAt !== null) throw new AppError('CONFLICT', 'A matter that was submitted once is kept.', { state });
    if (await hasBallots(tx, proposal.assessmentId)) throw new AppError('CONFLICT', 'A matter on which experts have scored is kept.', { reason: 'ballots' });
    if ((await readDissents(tx, proposal.assessmentId)).length > 0) throw new AppError('CONFLICT', 'A matter on which somebody dissented is kept.', { reason: 'dissents' });
    await deleteProposal(tx, id);
    const { title, decisionType } = proposal.fields;
    await appendAudit(tx, { at: clock.now(), actor: actor.id, action: 'proposal.removed', subject: subjectOf(proposal.assessmentId), details: { title, decisionType } });
    return proposal.assessmentId;
  });
  tell(context, assessmentId);
}

async function fromProject({ store, catalogue, libraries }: CallContext, projectCode: string): Promise<ProposalFields> {
  const project = await getProject(store.db, catalogue, projectCode);
  const known = libraries.decisionTypes.find(({ code }) => code === PROJECT_DECISION) ?? libraries.decisionTypes[0];
  return {
    title: project.name.slice(0, 200),
    decisionType: known?.code ?? PROJECT_DECISION,
    places: project.place === null ? [] : [project.place],
    responsibleUnit: project.owner.slice(0, 100),
    decisionOn: null,
    startOn: project.startOn,
    endOn: project.finishOn,
    description: [project.content, project.address].filter((line) => line !== '').join('\n').slice(0, 4000),
    projectCode: project.projectCode,
  };
}

/** Each place once; kinds of decision and places must be known, for evidence asks by them. */
function checked({ libraries, regions }: CallContext, fields: ProposalFields): ProposalFields {
  if (libraries.decisionTypes.every(({ code }) => code !== fields.decisionType)) {
    throw new AppError('BAD_INPUT', `There is no kind of decision ${fields.decisionType}.`, { path: 'decisionType' });
  }
  const unknown = fields.places.find((code) => regions.nameOf(code) === null);
  if (unknown !== undefined) throw new AppError('BAD_INPUT', `There is no place with the code ${unknown}.`, { path: 'places', place: unknown });
  return { ...fields, places: [...new Set(fields.places)] };
}
