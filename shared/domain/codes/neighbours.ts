import { z } from 'zod';
import { bilingualSchema, type Bilingual } from '#shared/domain/catalogue/index.ts';
import { groupBy } from '#shared/util/group-by.ts';

const code = z.string().regex(/^(\d{6}|\d{9})$/);

/** resources/regions/neighbours/*.json: which divisions of the city touch, each pair once; towns with towns, counties with counties. */
export const neighboursFileSchema = z.strictObject({
  $comment: z.string().optional(),
  /** What the list rests on, in the words that stand beside every figure compared by it. */
  name: bilingualSchema,
  /** True where the list only approximates which divisions touch. */
  approximate: z.boolean(),
  pairs: z.array(z.tuple([code, code])).superRefine((pairs, context) => {
    const known = new Set<string>();
    pairs.forEach(([a, b], index) => {
      const key = [a, b].sort().join(' ');
      const fault = a === b ? `${a} is no neighbour of itself` : a.length !== b.length ? `${a} and ${b} are not of one level` : known.has(key) ? `the pair ${a}, ${b} appears twice` : null;
      if (fault !== null) context.addIssue({ code: 'custom', path: [index], message: fault });
      known.add(key);
    });
  }),
});
export type NeighboursFile = z.infer<typeof neighboursFileSchema>;

export interface Neighbours {
  readonly name: Bilingual;
  readonly approximate: boolean;
  /** Codes of the divisions that touch this one, sorted; empty where the list knows none. */
  of(code: string): readonly string[];
}

/** Both directions of every pair. */
export function createNeighbours({ name, approximate, pairs }: NeighboursFile): Neighbours {
  const touching = groupBy(pairs.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]), ([one]) => one);
  const sorted = new Map([...touching].map(([one, list]) => [one, list.map(([, other]) => other).sort()]));
  return { name, approximate, of: (one) => sorted.get(one) ?? [] };
}
