import { z } from 'zod';
import type { SampleRule, SampleVerdict, SurveyMapping, SurveyTally } from '#shared/domain/survey/index.ts';
import { assessmentId, fileToken } from './common.ts';
import { procedure, type Done } from './procedure.ts';

/** One counted questionnaire of a case. */
export interface SurveyView {
  readonly id: string;
  readonly title: string;
  readonly rule: string;
  readonly population: number | null;
  readonly fileName: string;
  readonly sha256: string;
  readonly tally: SurveyTally;
  readonly valid: number;
  /** Share opposed of the valid answers, 0..1; null without one. */
  readonly opposed: string | null;
  readonly sample: SampleVerdict;
  readonly addedAt: string;
  readonly addedBy: string;
}

export interface SurveysView {
  readonly rules: readonly SampleRule[];
  /** Newest first. */
  readonly surveys: readonly SurveyView[];
  readonly mayEdit: boolean;
}

/** What a file would be counted as. Nothing is kept. */
export interface SurveyReading {
  readonly fileName: string;
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  readonly headers: readonly string[];
  readonly mapping: SurveyMapping;
  /** Null while no column says how someone stands. */
  readonly tally: SurveyTally | null;
}

const column = z.int().min(0).nullable();
const mapping = z.strictObject({ stance: column, group: column, strength: column, count: column });
const file = { file: fileToken, sheet: z.string().nullable().default(null), mapping: mapping.nullable().default(null) };

export const surveyContract = {
  'survey.list': procedure<SurveysView>()({ input: z.strictObject({ id: assessmentId }), access: 'proposal.read' }),
  'survey.read': procedure<SurveyReading>()({ input: z.strictObject(file), access: 'assessment.score' }),
  'survey.add': procedure<SurveysView>()({
    input: z.strictObject({ ...file, id: assessmentId, title: z.string().trim().min(1).max(200), rule: z.string().max(60), population: z.int().positive().max(100_000_000).nullable() }),
    access: 'assessment.score',
  }),
  'survey.remove': procedure<Done>()({ input: z.strictObject({ id: assessmentId, survey: z.string().max(64) }), access: 'assessment.score' }),
};
