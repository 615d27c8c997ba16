import { assessmentsContract } from './assessments.ts';
import { auditContract } from './audit.ts';
import { catalogueContract } from './catalogue.ts';
import { definitionsContract } from './definitions.ts';
import { dissentsContract } from './dissents.ts';
import { evidenceContract } from './evidence.ts';
import { followUpContract } from './follow-up.ts';
import { homeContract } from './home.ts';
import { impactContract } from './impact.ts';
import { intakeContract } from './intake.ts';
import { legalProcedureContract } from './legal-procedure.ts';
import { obligationsContract } from './obligations.ts';
import { panelContract } from './panel.ts';
import { precedentsContract } from './precedents.ts';
import type { InputOf, OutputOf, ParsedInputOf } from './procedure.ts';
import { proposalsContract } from './proposals.ts';
import { reportsContract } from './reports.ts';
import { reviewsContract } from './reviews.ts';
import { sessionContract } from './session.ts';
import { signalsContract } from './signals.ts';
import { sourcesContract } from './sources.ts';
import { stabilityContract } from './stability.ts';
import { supplyContract } from './supply.ts';
import { surveyContract } from './survey.ts';
import { tasksContract } from './tasks.ts';
import { traceContract } from './trace.ts';
import { watchContract } from './watch.ts';
import { uncertaintyContract } from './uncertainty.ts';

/** Every procedure once. Client and server types derive from this value; a missing handler does not compile. */
export const contract = {
  ...sessionContract,
  ...tasksContract,
  ...catalogueContract,
  ...intakeContract,
  ...sourcesContract,
  ...watchContract,
  ...impactContract,
  ...traceContract,
  ...proposalsContract,
  ...assessmentsContract,
  ...dissentsContract,
  ...uncertaintyContract,
  ...panelContract,
  ...evidenceContract,
  ...precedentsContract,
  ...surveyContract,
  ...definitionsContract,
  ...legalProcedureContract,
  ...followUpContract,
  ...reviewsContract,
  ...obligationsContract,
  ...stabilityContract,
  ...signalsContract,
  ...supplyContract,
  ...reportsContract,
  ...auditContract,
  ...homeContract,
};

export type Contract = typeof contract;
export type ProcedureName = keyof Contract;
export type Input<Name extends ProcedureName> = InputOf<Contract[Name]>;
export type ParsedInput<Name extends ProcedureName> = ParsedInputOf<Contract[Name]>;
export type Output<Name extends ProcedureName> = OutputOf<Contract[Name]>;

export function isProcedureName(name: string): name is ProcedureName {
  return Object.hasOwn(contract, name);
}
