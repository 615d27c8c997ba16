import { z } from 'zod';
import { assessmentId, fileToken } from './common.ts';
import { procedure } from './procedure.ts';

export const reportsContract = {
  /** Excel: cover, factors, measures, matrix, evidence, history. Exporting is itself entered in the audit chain. */
  'reports.exportAssessment': procedure<{ path: string; sha256: string }>()({ input: z.strictObject({ id: assessmentId, save: fileToken, language: z.enum(['zh', 'en']).default('zh') }), access: 'report.export' }),
  /** Excel: every matter with its state, levels, deciding paths and dates. */
  'reports.exportPortfolio': procedure<{ path: string; sha256: string }>()({ input: z.strictObject({ save: fileToken, language: z.enum(['zh', 'en']).default('zh') }), access: 'report.export' }),
};
