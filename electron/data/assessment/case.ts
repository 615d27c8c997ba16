import type { AssessmentResult, AssessmentView, DecisionView, FactorView, MeasureView, SideContext } from '#shared/contract/index.ts';
import {
  allowedActions, checkAssessment, factorsOf, judgeCase, type AssessmentData, type AssessmentModel, type Check, type TransitionFacts,
} from '#shared/domain/assessment/index.ts';
import type { JudgingMethod } from '#shared/domain/grading/index.ts';
import { assertNever } from '#shared/util/brand.ts';
import type { Actor, Libraries, Versioned } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { getAssessment, readFactors, type StoredAssessment } from './assessment-repository.ts';
import { readDissents, type StoredDissent } from './dissent/dissent-repository.ts';
import { methodOf, modelOf, newerVersion } from './library.ts';
import { readMeasures } from './measure-repository.ts';
import { displayNames, nameOf } from './name-repository.ts';
import { getProposalOfAssessment, viewProposal, type StoredProposal } from './proposal-repository.ts';

/** Everything that belongs to one assessment, read in one go. */
export interface Case {
  readonly head: StoredAssessment;
  readonly proposal: StoredProposal;
  readonly model: Versioned<AssessmentModel>;
  readonly method: Versioned<JudgingMethod>;
  /** In the model's order. */
  readonly factors: readonly FactorView[];
  readonly measures: readonly MeasureView[];
  /** Oldest first. */
  readonly dissents: readonly StoredDissent[];
  /** The newest version of its model that is in use; null where the case has it. */
  readonly newerModel: number | null;
}

/** @throws AppError NOT_FOUND, MODEL_UNKNOWN, METHOD_UNKNOWN, STORE_CORRUPT */
export async function loadCase(db: ReadDb, libraries: Libraries, id: string): Promise<Case> {
  const head = await getAssessment(db, id);
  const model = await modelOf(db, libraries, { id: head.modelId, version: head.modelVersion, hash: head.modelHash });
  const order = new Map(factorsOf(model.value).map((factor, position) => [factor.id, position]));
  const place = ({ factorId }: FactorView): number => order.get(factorId) ?? order.size;
  return {
    head,
    proposal: await getProposalOfAssessment(db, id),
    model,
    method: await methodOf(db, libraries, model.value.method),
    factors: (await readFactors(db, id)).sort((a, b) => place(a) - place(b)),
    measures: await readMeasures(db, id),
    dissents: await readDissents(db, id),
    newerModel: newerVersion(libraries, model.value),
  };
}

/** The figures of a case: computed from its factors and its method each time, never taken from a cache. */
export function resultOf(method: JudgingMethod, factors: readonly FactorView[], context: Readonly<Record<'initial' | 'residual', SideContext>>): AssessmentResult {
  const judgement = judgeCase(method, { factors, context });
  const { kind } = judgement;
  switch (kind) {
    case 'wpq': {
      const { initial, residual, weightSum } = judgement.draft;
      return { kind, initial: settled(initial), residual: residual && settled(residual), weightSum };
    }
    case 'wc': {
      const { initial, residual, weightSum } = judgement.draft;
      return { kind, initial: settled(initial), residual: residual && settled(residual), weightSum };
    }
    case 'scorecard': {
      const { initial, residual } = judgement.draft;
      return { kind, initial: settled(initial), residual: residual && settled(residual), weightSum: null };
    }
    default:
      return assertNever(kind, 'kind');
  }
}

/** What the program finds by itself. A decided case keeps the findings of the day it was decided. */
export function checksOf(one: Case, now: Date): readonly Check[] {
  const { head, proposal, factors, measures } = one;
  const data: AssessmentData = {
    today: localDate(head.decision === null ? now : new Date(head.decision.at)),
    basics: proposal.fields,
    factors,
    context: head.context,
    measures,
    conclusion: head.conclusion,
    newerModel: one.newerModel,
  };
  return checkAssessment(one.model.value, one.method.value, data);
}

/** The case as a screen or a report shows it: names instead of account ids, and what the actor may do now. */
export async function viewCase(db: ReadDb, one: Case, actor: Actor, now: Date): Promise<AssessmentView> {
  const { head, model } = one;
  const names = await displayNames(db);
  const may = allowedActions(head.state, transitionFacts(one, actor));
  return {
    id: head.id,
    proposal: await viewProposal(db, one.proposal),
    state: head.state,
    revision: head.revision,
    model: { id: model.value.id, version: model.value.version, hash: model.hash, method: model.value.method },
    weightMode: head.weightMode,
    factors: one.factors,
    context: head.context,
    measures: one.measures,
    conclusion: head.conclusion,
    newerModel: one.newerModel,
    result: resultOf(one.method.value, one.factors, head.context),
    checks: checksOf(one, now),
    submittedBy: head.submittedBy === null ? null : nameOf(names, head.submittedBy),
    submittedAt: head.submittedAt,
    returnedReasons: head.returnedReasons,
    decision: decisionOf(head, names),
    dissents: { total: one.dissents.length, open: openDissents(one) },
    snapshotHash: head.snapshotHash,
    may: { edit: may.includes('edit'), submit: may.includes('submit'), decide: may.includes('decide') },
  };
}

/** How many dissents nobody has answered yet. */
export function openDissents({ dissents }: Case): number {
  return dissents.filter(({ standing }) => standing === 'open').length;
}

export function transitionFacts({ head }: Case, actor: Actor): TransitionFacts {
  return { actor: actor.id, permissions: actor.permissions, submittedBy: head.submittedBy };
}

/** ISO date of the machine's own calendar: a deadline of today has not passed at breakfast. */
export function localDate(at: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function decisionOf({ decision, conclusion }: StoredAssessment, names: ReadonlyMap<string, string>): DecisionView | null {
  if (decision === null) return null;
  return { decision: decision.code, agrees: decision.code === conclusion?.code, reasons: decision.reasons, decidedBy: nameOf(names, decision.by), decidedAt: decision.at };
}

/** A side without what only the desk shows: what is certain of it already. */
function settled<S extends { readonly atLeast: unknown }>({ atLeast: _shown, ...side }: S): Omit<S, 'atLeast'> {
  return side;
}
