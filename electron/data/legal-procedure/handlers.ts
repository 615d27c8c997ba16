import type { legalProcedureContract } from '#shared/contract/legal-procedure.ts';
import type { Handlers } from '#data/kernel/index.ts';
import { attachDocument, detachDocument, saveDocument } from './documents.ts';
import { lateSteps } from './late.ts';
import { chooseProcedure, recordStep } from './record-step.ts';
import { viewProcedure } from './view.ts';

export const legalProcedureHandlers: Handlers<typeof legalProcedureContract> = {
  'legalProcedure.get': (input, context) => viewProcedure(context.store.db, context, input.id),
  'legalProcedure.late': (input, context) => lateSteps(context.store.db, context, input),
  'legalProcedure.choose': (input, context) => chooseProcedure(context, input),
  'legalProcedure.record': (input, context) => recordStep(context, input),
  'legalProcedure.attach': (input, context) => attachDocument(context, input),
  'legalProcedure.detach': (input, context) => detachDocument(context, input),
  'legalProcedure.saveDocument': (input, context) => saveDocument(context, input),
};
