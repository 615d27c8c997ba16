import { z } from 'zod';
import type { TimelineEntry } from '#shared/contract/index.ts';

/** What the audit chain keeps of one field that an edit changed. */
const changeSchema = z.object({ field: z.string(), before: z.unknown(), after: z.unknown(), factor: z.string().optional() });
export type Change = z.infer<typeof changeSchema>;

const sideSchema = z.object({ index: z.string().nullable(), level: z.enum(['low', 'medium', 'high']).nullable() });

/** The details of an entry as far as this page knows them; whatever does not fit is left out, never guessed. */
const detailsSchema = z.object({
  title: z.string().optional().catch(undefined),
  changes: z.array(changeSchema).catch([]),
  modelId: z.string().optional().catch(undefined),
  method: z.string().optional().catch(undefined),
  equalWeights: z.object({ before: z.number(), after: z.number() }).optional().catch(undefined),
  sumBefore: z.string().optional().catch(undefined),
  side: z.enum(['initial', 'residual']).optional().catch(undefined),
  added: z.boolean().catch(false),
  initial: sideSchema.optional().catch(undefined),
  residual: sideSchema.nullish().catch(undefined),
  conclusion: z.string().nullish().catch(undefined),
  decision: z.string().optional().catch(undefined),
  agrees: z.boolean().catch(false),
  reasons: z.string().optional().catch(undefined),
  snapshotHash: z.string().optional().catch(undefined),
  seed: z.number().optional().catch(undefined),
  cr: z.array(z.string()).catch([]),
  surveyed: z.number().optional().catch(undefined),
  opposed: z.string().optional().catch(undefined),
  draws: z.number().optional().catch(undefined),
  hash: z.string().optional().catch(undefined),
  fileName: z.string().optional().catch(undefined),
  sha256: z.string().optional().catch(undefined),
  text: z.string().optional().catch(undefined),
  capacity: z.string().optional().catch(undefined),
  about: z.string().optional().catch(undefined),
  dissenter: z.string().optional().catch(undefined),
  factor: z.string().optional().catch(undefined),
  after: z.string().optional().catch(undefined),
  /** The copy, in the history of the case that was copied. */
  to: z.string().optional().catch(undefined),
});
export type Details = z.infer<typeof detailsSchema>;

export function readDetails(entry: TimelineEntry): Details {
  return detailsSchema.parse(entry.details);
}

/** Submission, return and decision move the case on; everything else works on its content. */
export function isStateChange(action: string): boolean {
  return ['proposal.created', 'proposal.removed', 'assessment.submitted', 'assessment.returned', 'assessment.decided'].includes(action);
}

/** A change that several factors share; `factors` is empty where it is about no factor. */
export interface SharedChange extends Pick<Change, 'field' | 'before' | 'after'> {
  readonly factors: readonly string[];
}

/** Puts together the factors that changed in the same way: "54 factors: open -> included" is one line, not fifty-four. */
export function shared(changes: readonly Change[]): SharedChange[] {
  const groups = new Map<string, { field: string; before: unknown; after: unknown; factors: string[] }>();
  for (const { field, before, after, factor } of changes) {
    const key = JSON.stringify([field, before, after, factor === undefined]);
    const group = groups.get(key) ?? { field, before, after, factors: [] };
    if (factor !== undefined) group.factors.push(factor);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Entries by the local day on which they were made, in the order given. */
export function byDay(entries: readonly TimelineEntry[], dayOf: (at: string) => string): { readonly day: string; readonly entries: readonly TimelineEntry[] }[] {
  const days: { day: string; entries: TimelineEntry[] }[] = [];
  for (const entry of entries) {
    const day = dayOf(entry.at);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
