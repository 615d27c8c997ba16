import { z } from 'zod';
import { OBLIGATION_STATES } from '#shared/domain/obligations/index.ts';
import { assessmentId, fileToken } from './common.ts';
import { MEASURE_FILTERS } from './follow-up.ts';
import { OBLIGATION_SOURCES } from './obligations.ts';
import { procedure } from './procedure.ts';

const target = { save: fileToken, language: z.enum(['zh', 'en']).default('zh') };

export const reportsContract = {
  /** Excel: cover, factors, measures, matrix, evidence, history. Exporting is itself entered in the audit chain. */
  'reports.exportAssessment': procedure<{ path: string; sha256: string }>()({ input: z.strictObject({ id: assessmentId, save: fileToken, language: z.enum(['zh', 'en']).default('zh') }), access: 'report.export' }),
  /** Excel: every matter with its state, levels, deciding paths and dates. */
  'reports.exportPortfolio': procedure<{ path: string; sha256: string }>()({ input: z.strictObject({ save: fileToken, language: z.enum(['zh', 'en']).default('zh') }), access: 'report.export' }),
  /** Excel: the ledger of matters that must be assessed, with the filters of its list; totals in the head. */
  'reports.exportObligations': procedure<{ path: string; sha256: string }>()({
    input: z.strictObject({
      ...target, state: z.enum(OBLIGATION_STATES).nullable().default(null), source: z.enum(OBLIGATION_SOURCES).nullable().default(null), approvedUnassessed: z.boolean().default(false), text: z.string().max(100).default(''),
    }),
    access: 'report.export',
  }),
  /** Excel: the ledger of measures, with the filters of its list; totals in the head. */
  'reports.exportMeasures': procedure<{ path: string; sha256: string }>()({ input: z.strictObject({ ...target, filter: z.enum(MEASURE_FILTERS).default('all'), text: z.string().max(100).default('') }), access: 'report.export' }),
};
