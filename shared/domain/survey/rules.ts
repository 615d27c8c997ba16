import { z } from 'zod';
import { bilingualSchema } from '#shared/domain/catalogue/index.ts';
import { decimalSchema, exact, isShare } from '#shared/domain/decimal/index.ts';

/** How someone stands to the matter. `neutral` counts among the valid answers, never among those who support. */
export const STANCES = ['support', 'conditional', 'neutral', 'oppose'] as const;
export type Stance = (typeof STANCES)[number];
/** How strongly one opposes, as item K1 of DB32/T 4013 tells them apart. */
export const STRENGTHS = ['strong', 'fair', 'mild'] as const;
export type Strength = (typeof STRENGTHS)[number];
/** What a column of the questionnaire's table may hold. */
export const SURVEY_COLUMNS = ['stance', 'group', 'strength', 'count'] as const;
export type SurveyColumn = (typeof SURVEY_COLUMNS)[number];

const words = z.array(z.string().trim().min(1)).min(1);

const bandSchema = z.strictObject({
  /** Up to and with so many concerned; null = any number above the band before. */
  upTo: z.int().positive().nullable(),
  /** Share of those concerned that must have answered, 0..1. */
  share: decimalSchema.refine((share) => isShare(exact(share))),
  /** More than the share, not just as much. */
  more: z.boolean(),
  /** And at least so many answers. */
  atLeast: z.int().min(0),
});

/** How many must be asked in one kind of case. */
const sampleSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/),
  name: bilingualSchema,
  unit: bilingualSchema,
  bands: z.array(bandSchema).min(1).superRefine((bands, context) => {
    bands.forEach(({ upTo }, place) => {
      const before = bands[place - 1]?.upTo ?? 0;
      if (place === bands.length - 1 ? upTo !== null : upTo === null || upTo <= before) context.addIssue({ code: 'custom', path: [place, 'upTo'], message: 'bands rise, and the last is open' });
    });
  }),
});
export type SampleRule = z.infer<typeof sampleSchema>;

/** resources/survey/rules.json: sample sizes, and the words by which a questionnaire's table is read. */
export const surveyRulesSchema = z.strictObject({
  version: z.int().positive(),
  source: bilingualSchema,
  samples: z.array(sampleSchema).min(1),
  columns: z.strictObject({ stance: words, group: words, strength: words, count: words }),
  answers: z.strictObject({ support: words, conditional: words, neutral: words, oppose: words }),
  strengths: z.strictObject({ strong: words, fair: words, mild: words }),
});
export type SurveyRules = z.infer<typeof surveyRulesSchema>;
