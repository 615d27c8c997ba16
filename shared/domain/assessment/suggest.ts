import { z } from 'zod';
import { bilingualSchema } from '#shared/domain/catalogue/index.ts';
import { decimalSchema, exact, exactInteger, ONE } from '#shared/domain/decimal/index.ts';

/** resources/evidence/suggestion.json: which probability level a position among all places suggests. */
export const suggestionRuleSchema = z.strictObject({
  $schema: z.string().optional(),
  version: z.int().positive(),
  source: bilingualSchema,
  /** Among fewer places a position says too little. */
  least: z.int().min(2),
  /** Best position first: up to and with this share of all places, this level of the model's scale. */
  bands: z.array(z.strictObject({ upTo: decimalSchema, level: z.int().min(1) })).min(1),
}).superRefine(({ bands }, context) => {
  bands.forEach(({ upTo }, place) => {
    const before = bands[place - 1]?.upTo;
    if (before !== undefined && !exact(upTo).gt(before)) context.addIssue({ code: 'custom', path: ['bands', place, 'upTo'], message: 'bands rise' });
  });
  if (!exact(bands.at(-1)?.upTo ?? '0').eq(ONE)) context.addIssue({ code: 'custom', path: ['bands'], message: 'the last band must end at 1' });
});
export type SuggestionRule = z.infer<typeof suggestionRuleSchema>;

/** The part of an answer that a suggestion rests on. */
export interface Ranked {
  readonly questionId: string;
  readonly rank: { readonly rank: number; readonly of: number; readonly alike: boolean } | null;
}

export interface Suggestion {
  readonly level: number;
  /** The answer with the highest position; it decides. */
  readonly questionId: string;
  readonly rank: number;
  readonly of: number;
}

/**
 * The probability level that the data suggest for a factor: that of its answer with the highest position among all places. Null where no
 * answer has a position, the places do not differ beyond chance, or there are too few of them. It is shown with its rule, never filled in.
 *
 * @param levels how many levels the model's scale has; a rule for more suggests the highest
 */
export function suggestLevel(answers: readonly Ranked[], rule: SuggestionRule, levels: number): Suggestion | null {
  const usable = answers.flatMap(({ questionId, rank }) => (rank === null || rank.alike || rank.of < rule.least ? [] : [{ questionId, rank: rank.rank, of: rank.of }]));
  // rank / of as fractions, compared crosswise: nothing is rounded.
  const [first] = usable.toSorted((a, b) => a.rank * b.of - b.rank * a.of);
  if (first === undefined) return null;
  const band = rule.bands.find(({ upTo }) => exactInteger(first.rank).lte(exact(upTo).times(first.of)));
  return band === undefined ? null : { ...first, level: Math.min(band.level, levels) };
}
