import { z } from 'zod';
import { bilingualSchema } from '#shared/domain/catalogue/index.ts';
import { decimalSchema, exact, isShare, ONE } from '#shared/domain/decimal/index.ts';
import { LEVELS } from '#shared/domain/grading/index.ts';
import { checkPolicySchema } from './check.ts';
import { questionSchema, type EvidenceQuestion } from './question.ts';

/** 评估结论 and 决策结论 draw on the same list; which of them fit a level, the model says. */
export const CONCLUSION_CODES = ['implement', 'implementAfterMeasures', 'partial', 'postpone', 'doNotImplement', 'adjustAndReassess'] as const;
export type ConclusionCode = (typeof CONCLUSION_CODES)[number];

const factorSchema = z.strictObject({
  /** Area letter and number: "B5". */
  id: z.string().regex(/^[A-Z][1-9]\d*$/),
  name: bilingualSchema,
  /** What to look at, in one sentence. */
  description: bilingualSchema,
  /** Suggested stages of the matter in which it may arise; the evaluator may choose others. */
  stages: z.array(z.string()).min(1),
  /** Ids of the questions whose answers stand beside the score. */
  evidence: z.array(z.string()),
});
export type ModelFactor = z.infer<typeof factorSchema>;

/** One worded level of a scale: values above `above` (from 0 on where null) up to and with `upTo`. */
const scaleLevelSchema = z.strictObject({
  level: z.int().min(1),
  name: bilingualSchema,
  wording: bilingualSchema,
  above: decimalSchema.nullable(),
  upTo: decimalSchema,
  /** The exact value taken when the level itself is chosen; shown, and open to change. */
  value: decimalSchema,
});
export type ScaleLevel = z.infer<typeof scaleLevelSchema>;

/** Levels mildest first, without a gap from 0 to 1, each with its value inside. */
const scaleSchema = z.array(scaleLevelSchema).min(2).superRefine((levels, context) => {
  // A text that is no number has been named already, and cannot be compared.
  if (!levels.every(({ above, upTo, value }) => [above ?? upTo, upTo, value].every((number) => decimalSchema.safeParse(number).success))) return;
  levels.forEach(({ level, above, upTo, value }, position) => {
    const issue = (key: string, message: string): void => context.addIssue({ code: 'custom', path: [position, key], message });
    const expected = levels[position - 1]?.upTo ?? null;
    if (level !== position + 1) issue('level', `expected ${String(position + 1)}`);
    if (above === null ? expected !== null : expected === null || !exact(above).eq(expected)) issue('above', 'must be where the level before ends');
    if (exact(upTo).lte(above ?? 0)) issue('upTo', 'must lie above the lower end');
    if (!isShare(exact(value)) || exact(value).gt(upTo) || (above !== null && exact(value).lte(above))) issue('value', 'lies outside its own interval');
  });
  if (!exact(levels.at(-1)?.upTo ?? '0').eq(ONE)) context.addIssue({ code: 'custom', path: [levels.length - 1, 'upTo'], message: 'the last level must end at 1' });
});

const conclusionsSchema = z.array(z.strictObject({ code: z.enum(CONCLUSION_CODES), text: bilingualSchema })).min(1);

/** A risk model: what is judged, by which method, on what evidence. A file of resources/models. */
export const modelSchema = z
  .strictObject({
    $schema: z.string().optional(),
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    version: z.int().positive(),
    name: bilingualSchema,
    description: bilingualSchema,
    source: bilingualSchema,
    /** Exact version of the method, such as "wpq@1". */
    method: z.string().regex(/^[a-z][a-z0-9-]*@[1-9]\d*$/),
    stages: z.array(z.strictObject({ id: z.string().regex(/^[a-z]+$/), name: bilingualSchema })).min(1),
    areas: z.array(z.strictObject({ id: z.string().regex(/^[A-Z]$/), name: bilingualSchema, factors: z.array(factorSchema).min(1) })).min(1),
    /** The worded levels of p and q, for a method that scores by them. */
    probability: scaleSchema.optional(),
    impact: scaleSchema.optional(),
    documents: z.array(z.strictObject({ id: z.string().regex(/^[a-z][A-Za-z0-9]*$/), name: bilingualSchema, required: z.boolean(), basis: bilingualSchema.optional() })),
    /** The conclusions that fit each level. */
    conclusions: z.strictObject({ low: conclusionsSchema, medium: conclusionsSchema, high: conclusionsSchema }),
    questions: z.array(questionSchema),
    /** Findings that this model lets stop a submission, or lets pass, otherwise than the check does by itself. */
    checks: checkPolicySchema.optional(),
  })
  .superRefine((model, context) => {
    const issue = (path: (string | number)[], message: string): void => context.addIssue({ code: 'custom', path, message });
    const repeated = (ids: readonly string[], path: string): void => {
      ids.forEach((id, position) => {
        if (ids.indexOf(id) !== position) issue([path, position, 'id'], `"${id}" appears twice`);
      });
    };
    repeated(model.stages.map(({ id }) => id), 'stages');
    repeated(model.areas.map(({ id }) => id), 'areas');
    repeated(model.questions.map(({ id }) => id), 'questions');
    repeated(model.documents.map(({ id }) => id), 'documents');
    const stages = new Set(model.stages.map(({ id }) => id));
    const questions = new Set(model.questions.map(({ id }) => id));
    const factors = new Set<string>();
    model.areas.forEach((area, a) => {
      area.factors.forEach((factor, f) => {
        const path = ['areas', a, 'factors', f];
        if (factors.has(factor.id)) issue([...path, 'id'], `factor "${factor.id}" appears twice`);
        factors.add(factor.id);
        if (!factor.id.startsWith(area.id)) issue([...path, 'id'], `must begin with the letter of its area, ${area.id}`);
        factor.stages.forEach((id, s) => { if (!stages.has(id)) issue([...path, 'stages', s], `no stage "${id}"`); });
        factor.evidence.forEach((id, e) => { if (!questions.has(id)) issue([...path, 'evidence', e], `no question "${id}"`); });
      });
    });
    for (const level of LEVELS) repeated(model.conclusions[level].map(({ code }) => code), `conclusions.${level}`);
  });
export type AssessmentModel = z.infer<typeof modelSchema>;

/** All factors of a model with the area each belongs to, in the model's order. */
export function factorsOf(model: AssessmentModel): (ModelFactor & { readonly area: string })[] {
  return model.areas.flatMap((area) => area.factors.map((factor) => ({ ...factor, area: area.id })));
}

/** The questions that stand beside a factor, in the factor's order; none for an unknown factor. */
export function questionsOf(model: AssessmentModel, factorId: string): EvidenceQuestion[] {
  const factor = factorsOf(model).find(({ id }) => id === factorId);
  return (factor?.evidence ?? []).flatMap((id) => model.questions.find((question) => question.id === id) ?? []);
}

/** The worded levels of p and q; none in a model whose method scores otherwise. */
export function scalesOf({ probability = [], impact = [] }: AssessmentModel): { readonly p: readonly ScaleLevel[]; readonly q: readonly ScaleLevel[] } {
  return { p: probability, q: impact };
}

/** The worded level that an exact value belongs to; null for a text that is no number in 0..1. */
export function scaleLevelOf(scale: readonly ScaleLevel[], value: string): ScaleLevel | null {
  const parsed = decimalSchema.safeParse(value);
  if (!parsed.success) return null;
  const number = exact(parsed.data);
  return isShare(number) ? (scale.find(({ upTo }) => number.lte(upTo)) ?? null) : null;
}

/** The kinds of decision matter. A file of its own: resources/models/decision-types.json. */
export const decisionTypesSchema = z
  .strictObject({
    $schema: z.string().optional(),
    source: bilingualSchema,
    types: z.array(z.strictObject({
      code: z.string().regex(/^[a-z][a-z-]*$/),
      zh: z.string().min(1),
      en: z.string().min(1),
      /** Ids of the models made for this kind; empty where none ships yet. */
      models: z.array(z.string()),
    })).min(1),
  })
  .superRefine(({ types }, context) => {
    types.forEach(({ code }, position) => {
      if (types.findIndex((type) => type.code === code) !== position) context.addIssue({ code: 'custom', path: ['types', position, 'code'], message: `"${code}" appears twice` });
    });
  });
export type DecisionType = z.infer<typeof decisionTypesSchema>['types'][number];
