import { z } from 'zod';
import { decimalSchema, exact, isShare, sumOf } from '#shared/domain/decimal/index.ts';
import { bilingualSchema } from '#shared/domain/catalogue/index.ts';
import { GRADES, type Grade } from './levels.ts';
import { ascending, cutOffsSchema, directParametersSchema, methodHead, reaches, thresholdSchema, type Threshold } from './parameters.ts';

/**
 * "At least n factors of this grade". With `orWorse` a graver factor counts as well: without it, worsening
 * one of five larger factors to major would bring the count path down.
 */
const countRuleSchema = z.strictObject({ grade: z.enum(GRADES), orWorse: z.boolean(), atLeast: z.int().positive() });
export type CountRule = z.infer<typeof countRuleSchema>;

const gradeShape = { grade: z.enum(GRADES), name: bilingualSchema, from: thresholdSchema.nullable() };

/** Five grades, each beginning above the next milder one; the mildest takes the rest. */
function gravestFirst(grades: readonly { readonly grade: Grade; readonly from: Threshold | null }[], list: string, context: z.RefinementCtx): void {
  const expected = [...GRADES].reverse();
  grades.forEach(({ grade, from }, position) => {
    const issue = (key: string, message: string): void => context.addIssue({ code: 'custom', path: [list, position, key], message });
    if (grade !== expected[position]) issue('grade', `expected ${expected[position] ?? 'nothing'}`);
    if ((from === null) !== (position === expected.length - 1)) issue('from', 'all but the mildest grade have a threshold');
    const graver = grades[position - 1]?.from;
    if (from !== null && graver && !ascending(from, graver)) issue('from', 'must begin below the graver grade');
  });
}

/** Weighted sum of probability x impact, with counts, direct triggers and opposition beside it. */
export const wpqMethodSchema = z
  .strictObject({
    kind: z.literal('wpq'),
    ...methodHead,
    /** The only direction this kind knows: more is worse. Stated so that no reader has to guess. */
    direction: z.literal('higherIsWorse'),
    scale: z.strictObject({ min: z.literal('0'), max: z.literal('1') }),
    /** From the gravest to the mildest; the last has no threshold and takes the rest. */
    grades: z.array(z.strictObject(gradeShape)).length(GRADES.length),
    index: cutOffsSchema,
    count: z.strictObject({ medium: z.array(countRuleSchema).min(1), high: z.array(countRuleSchema).min(1) }),
    direct: directParametersSchema,
  })
  .superRefine(({ grades }, context) => gravestFirst(grades, 'grades', context));
export type WpqMethod = z.infer<typeof wpqMethodSchema>;

/** Weighted sum of one level value C per factor, with direct triggers and opposition beside it. */
export const wcMethodSchema = z
  .strictObject({
    kind: z.literal('wc'),
    ...methodHead,
    direction: z.literal('higherIsWorse'),
    scale: z.strictObject({ min: z.literal('0'), max: z.literal('1') }),
    /** The levels of C from the gravest to the mildest: the value that choosing one takes, and from where on a C that lies between two counts as it. */
    levels: z.array(z.strictObject({ ...gradeShape, value: decimalSchema })).length(GRADES.length),
    index: cutOffsSchema,
    direct: directParametersSchema,
  })
  .superRefine(({ levels }, context) => {
    gravestFirst(levels, 'levels', context);
    levels.forEach(({ from, value }, position) => {
      const issue = (message: string): void => context.addIssue({ code: 'custom', path: ['levels', position, 'value'], message });
      const graver = levels[position - 1]?.from ?? null;
      if (!isShare(exact(value))) issue('must lie between 0 and 1');
      else if ((from !== null && !reaches(from, exact(value))) || (graver !== null && reaches(graver, exact(value)))) issue('lies outside its own level');
    });
  });
export type WcMethod = z.infer<typeof wcMethodSchema>;

const itemHead = { id: z.string().regex(/^[A-Z][0-9]+$/), name: bilingualSchema, max: decimalSchema, note: bilingualSchema.optional() };

/** One line of a scorecard: a choice among printed points, or `max` x sum(share opposed x strength), capped at `max`. */
const itemSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('points'), ...itemHead, choices: z.array(z.strictObject({ points: decimalSchema, name: bilingualSchema })).min(2) }),
  z.strictObject({ kind: z.literal('opposition'), ...itemHead, strengths: z.array(z.strictObject({ id: z.string().min(1), factor: decimalSchema, name: bilingualSchema })).min(1) }),
]);
export type ScorecardItem = z.infer<typeof itemSchema>;

/** Risk points item by item, summed. */
export const scorecardMethodSchema = z
  .strictObject({
    kind: z.literal('scorecard'),
    ...methodHead,
    direction: z.literal('higherIsWorse'),
    max: decimalSchema,
    total: cutOffsSchema,
    groups: z.array(z.strictObject({ id: z.string().regex(/^[a-z]+$/), name: bilingualSchema, max: decimalSchema, items: z.array(itemSchema).min(1) })).min(1),
    direct: directParametersSchema,
  })
  .superRefine((method, context) => {
    const seen = new Set<string>();
    method.groups.forEach((group, g) => {
      group.items.forEach((item, i) => {
        const path = ['groups', g, 'items', i];
        if (seen.has(item.id)) context.addIssue({ code: 'custom', path: [...path, 'id'], message: `item "${item.id}" appears twice` });
        seen.add(item.id);
        if (item.kind === 'points' && item.choices.some(({ points }) => exact(points).gt(item.max) || exact(points).lt(0))) {
          context.addIssue({ code: 'custom', path: [...path, 'choices'], message: 'points must lie between 0 and max' });
        }
      });
      if (!sumOf(group.items.map((item) => exact(item.max))).eq(group.max)) context.addIssue({ code: 'custom', path: ['groups', g, 'max'], message: 'is not the sum of its items' });
    });
    if (!sumOf(method.groups.map((group) => exact(group.max))).eq(method.max)) context.addIssue({ code: 'custom', path: ['max'], message: 'is not the sum of the groups' });
  });
export type ScorecardMethod = z.infer<typeof scorecardMethodSchema>;

/** Weights by pairwise comparison. */
export const ahpMethodSchema = z.strictObject({
  kind: z.literal('ahp'),
  ...methodHead,
  /** Random index by matrix size, from 1 on; its length is the greatest size. */
  randomIndex: z.array(decimalSchema).min(2),
  /** Comparisons are consistent where the consistency ratio lies below this. */
  consistentBelow: decimalSchema,
});
export type AhpMethod = z.infer<typeof ahpMethodSchema>;

/** A file of resources/methods: all that judges, as data. */
export const methodSchema = z.discriminatedUnion('kind', [wpqMethodSchema, scorecardMethodSchema, wcMethodSchema, ahpMethodSchema]);
export type Method = z.infer<typeof methodSchema>;

/** The methods that judge a case; the others serve one of these. */
export type JudgingMethod = WpqMethod | ScorecardMethod | WcMethod;

/** The method where it judges a case, else null. */
export function asJudging(method: Method): JudgingMethod | null {
  return method.kind === 'ahp' ? null : method;
}

/** "wpq@1": how a case, a model or a command line names the exact version of a method. */
export function methodRef(method: Pick<Method, 'id' | 'version'>): string {
  return `${method.id}@${String(method.version)}`;
}
