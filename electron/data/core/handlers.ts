import type { Contract } from '#shared/contract/index.ts';
import { accessHandlers, type Sessions } from '#data/access/index.ts';
import { assessmentsHandlers, dissentsHandlers, proposalsHandlers } from '#data/assessment/index.ts';
import { auditHandlers } from '#data/audit/index.ts';
import { definitionsHandlers } from '#data/definitions/index.ts';
import { evidenceHandlers } from '#data/evidence/index.ts';
import { followUpHandlers, reviewsHandlers } from '#data/follow-up/index.ts';
import { homeHandlers } from '#data/home/index.ts';
import { impactHandlers } from '#data/impact/index.ts';
import { intakeHandlers } from '#data/intake/index.ts';
import { legalProcedureHandlers } from '#data/legal-procedure/index.ts';
import type { Handlers } from '#data/kernel/index.ts';
import { obligationsHandlers } from '#data/obligations/index.ts';
import { onboardingHandlers } from '#data/onboarding/index.ts';
import { precedentsHandlers } from '#data/precedents/index.ts';
import { qualityHandlers } from '#data/quality/index.ts';
import { panelHandlers } from '#data/panel/index.ts';
import { catalogueHandlers } from '#data/records/index.ts';
import { signalsHandlers } from '#data/signals/index.ts';
import { reportsHandlers } from '#data/reports/index.ts';
import { sourcesHandlers } from '#data/sources/index.ts';
import { stabilityHandlers } from '#data/stability/index.ts';
import { revealHandlers } from '#data/reveal/index.ts';
import { supplyHandlers } from '#data/supply/index.ts';
import { surveyHandlers } from '#data/survey/index.ts';
import { traceHandlers } from '#data/trace/index.ts';
import { watchHandlers } from '#data/watch/index.ts';
import { uncertaintyHandlers } from '#data/uncertainty/index.ts';

/**
 * Every room's handlers put together; a procedure without one does not compile.
 *
 * @param brought the texts of the ledger that this version of the program brought
 */
export function createHandlers(sessions: Sessions, brought: ReadonlySet<string>): Handlers<Contract> {
  return {
    ...accessHandlers(sessions),
    ...onboardingHandlers(sessions),
    'tasks.list': (_input, { tasks }) => Promise.resolve(tasks.list()),
    'tasks.cancel': (input, { tasks }) => {
      tasks.cancel(input.id);
      return Promise.resolve({ done: true });
    },
    ...catalogueHandlers,
    ...intakeHandlers,
    ...sourcesHandlers,
    ...watchHandlers,
    ...impactHandlers,
    ...traceHandlers,
    ...proposalsHandlers,
    ...assessmentsHandlers,
    ...dissentsHandlers,
    ...uncertaintyHandlers,
    ...panelHandlers,
    ...evidenceHandlers,
    ...precedentsHandlers,
    ...surveyHandlers,
    ...definitionsHandlers(brought),
    ...legalProcedureHandlers,
    ...followUpHandlers,
    ...reviewsHandlers,
    ...obligationsHandlers,
    ...supplyHandlers,
    ...qualityHandlers,
    ...revealHandlers,
    ...signalsHandlers,
    ...stabilityHandlers,
    ...reportsHandlers,
    ...auditHandlers,
    ...homeHandlers(brought),
  };
}
