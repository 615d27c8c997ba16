import type { CaseProcedureView, CaseStepView } from '#shared/contract/index.ts';
import { EMPTY_RECORD, papersStep, stepStandings, unknownYears, type CaseDays, type LegalProcedure, type LegalStep, type StepStanding } from '#shared/domain/legal-procedure/index.ts';
import { chinaDay } from '#shared/domain/supply/index.ts';
import { loadCase, type Case } from '#data/assessment/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { findChosen, readRecords } from './case-step-repository.ts';
import { readDocuments } from './document-repository.ts';
import { procedureLibrary } from './library.ts';

/** The days that the case itself tells. A case that was returned is not concluded. */
export function caseDays({ head, proposal }: Pick<Case, 'head' | 'proposal'>, now: Date): CaseDays {
  const concluded = head.state === 'submitted' || head.state === 'decided';
  return {
    createdOn: chinaDay(new Date(proposal.createdAt)),
    submittedOn: concluded && head.submittedAt !== null ? chinaDay(new Date(head.submittedAt)) : null,
    decidedOn: head.decision === null ? null : chinaDay(new Date(head.decision.at)),
    plannedOn: proposal.fields.decisionOn,
    today: chinaDay(now),
  };
}

/** The procedure of a case with every step as it stands today. @throws AppError NOT_FOUND and as loadCase */
export async function viewProcedure(db: ReadDb, context: CallContext, id: string): Promise<CaseProcedureView> {
  const library = procedureLibrary(context);
  const one = await loadCase(db, context.libraries, id);
  const days = caseDays(one, context.clock.now());
  const chosen = await findChosen(db, id);
  const records = await readRecords(db, id);
  const files = await readDocuments(db, id);
  const attached = new Map([...files].map(([stepId, documents]) => [stepId, new Set(documents.map(({ documentId }) => documentId))]));
  const decided = one.head.state === 'decided';
  const mayRecord = context.actor.permissions.has('legalProcedure.record');
  const standingsOf = (procedure: LegalProcedure): StepStanding[] => stepStandings(procedure, { records, attached }, days, library.calendar);
  const viewsOf = (steps: readonly LegalStep[], standings: readonly StepStanding[]): CaseStepView[] => steps.flatMap((step, position) => {
    const standing = standings[position];
    return standing === undefined ? [] : [{
      step, standing, record: records.get(step.id) ?? EMPTY_RECORD,
      files: (files.get(step.id) ?? []).map(({ stepId: _, ...file }) => file),
      mayRecord: mayRecord && !(decided && step.phase === 'before'),
    }];
  });
  const standings = chosen === null ? [] : standingsOf(chosen.value);
  const papers = [papersStep(one.model.value.documents)];
  return {
    assessmentId: one.head.id,
    today: days.today,
    plannedOn: days.plannedOn,
    decidedOn: days.decidedOn,
    choices: library.procedures.map(({ value }) => ({ id: value.id, version: value.version, name: value.name, description: value.description, steps: value.steps.length })),
    chosen: chosen === null ? null : { id: chosen.value.id, version: chosen.value.version, hash: chosen.hash, name: chosen.value.name, basis: chosen.value.basis, at: chosen.at, by: chosen.by },
    steps: viewsOf(chosen?.value.steps ?? [], standings),
    papers: chosen === null ? null : (viewsOf(papers, standingsOf({ ...chosen.value, steps: papers }))[0] ?? null),
    unknownYears: chosen === null ? [] : unknownYears(chosen.value, standings, library.calendar),
    mayChoose: mayRecord && !decided,
  };
}
