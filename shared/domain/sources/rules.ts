import { z } from 'zod';
import type { Catalogue, CategoryDescriptor } from '../catalogue/index.ts';

const order = z.array(z.string().min(1).max(100)).min(1).refine((names) => new Set(names).size === names.length, 'a sender stands in the order once');

/**
 * Which of two sources holds where they say different things of one key. newest: the later batch; rank: the sender that stands further up
 * in the order (whoever is not in it comes last, equals go by the newest); hold: what stood first, until somebody decides.
 */
export const sourceRule = z.discriminatedUnion('by', [z.strictObject({ by: z.literal('newest') }), z.strictObject({ by: z.literal('rank'), order }), z.strictObject({ by: z.literal('hold') })]);
export type SourceRule = z.infer<typeof sourceRule>;

/** resources/intake/contradictions.json: the rule of a category, else that of its system, else the default. */
export const sourceRuleSet = z.strictObject({
  $schema: z.string().optional(),
  version: z.int().positive(),
  default: sourceRule,
  systems: z.record(z.string(), sourceRule),
  categories: z.record(z.string(), sourceRule),
});
export type SourceRuleSet = z.infer<typeof sourceRuleSet>;

export const NEWEST: SourceRule = { by: 'newest' };

export function ruleOf(set: SourceRuleSet, { id, system }: Pick<CategoryDescriptor, 'id' | 'system'>): SourceRule {
  return set.categories[id] ?? set.systems[system] ?? set.default;
}

/** Systems and categories that the catalogue does not have, each as its place in the file. */
export function unknownInRules({ systems, categories }: Catalogue, set: SourceRuleSet): readonly string[] {
  const [known, ids] = [new Set(systems.map(({ id }) => id)), new Set(categories.map(({ id }) => id))];
  return [...Object.keys(set.systems).filter((id) => !known.has(id)).map((id) => `systems.${id}`), ...Object.keys(set.categories).filter((id) => !ids.has(id)).map((id) => `categories.${id}`)];
}
