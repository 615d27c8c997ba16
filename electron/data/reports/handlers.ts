import type { reportsContract } from '#shared/contract/reports.ts';
import type { Handlers } from '#data/kernel/index.ts';
import { exportAssessment, exportPortfolio } from './export.ts';

export const reportsHandlers: Handlers<typeof reportsContract> = {
  'reports.exportAssessment': (input, context) => exportAssessment(context, input.id, context.grants.path(input.save, 'write'), input.language),
  'reports.exportPortfolio': (input, context) => exportPortfolio(context, context.grants.path(input.save, 'write'), input.language),
};
