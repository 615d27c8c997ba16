import type { reportsContract } from '#shared/contract/reports.ts';
import type { Handlers } from '#data/kernel/index.ts';
import { exportAssessment, exportPortfolio } from './export.ts';
import { exportMeasures, exportObligations } from './ledgers.ts';

export const reportsHandlers: Handlers<typeof reportsContract> = {
  'reports.exportAssessment': (input, context) => exportAssessment(context, input.id, context.grants.path(input.save, 'write'), input.language),
  'reports.exportPortfolio': (input, context) => exportPortfolio(context, context.grants.path(input.save, 'write'), input.language),
  'reports.exportObligations': (input, context) => exportObligations(context, input),
  'reports.exportMeasures': (input, context) => exportMeasures(context, input),
};
