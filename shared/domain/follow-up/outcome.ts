import { z } from 'zod';
import { conditionSchema } from '#shared/domain/assessment/index.ts';
import { bilingualSchema } from '#shared/domain/catalogue/index.ts';
import type { Level } from '#shared/domain/grading/index.ts';

const field = z.string().regex(/^[a-z][a-z0-9_]*$/);

/** What is looked at after a decision. resources/follow-up/outcomes.json */
export const outcomesSchema = z
  .strictObject({
    source: bilingualSchema,
    /** Months after the decision from which a review is due. */
    dueAfterMonths: z.int().min(1).max(120),
    /** People of one event from which it counts as high or medium; any other event counts as low. */
    levels: z.strictObject({ high: z.int().min(1), medium: z.int().min(1) }),
    events: z.array(z.strictObject({
      id: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
      name: bilingualSchema,
      category: z.string().regex(/^[1-9]\d*\.[1-9]\d*$/),
      /** Field that holds how many people took part; null where none does. */
      people: field.nullable(),
      /** project: by project code, counts as what came of the decision. place: in the places of the case, only compared with before. */
      link: z.enum(['project', 'place']),
      where: z.array(conditionSchema),
    })).min(1),
  })
  .superRefine(({ events, levels }, context) => {
    if (new Set(events.map(({ id }) => id)).size < events.length) context.addIssue({ code: 'custom', path: ['events'], message: 'two events have one id' });
    if (levels.medium >= levels.high) context.addIssue({ code: 'custom', path: ['levels'], message: 'medium must begin below high' });
  });
export type Outcomes = z.infer<typeof outcomesSchema>;

/** What the imported data shows of one kind of event since the decision, and over as many days before it. */
export interface EventCount {
  readonly eventId: string;
  readonly link: 'project' | 'place';
  /** Null where the category holds nothing dated since the decision, or the case has no such link: not known, which is not zero. */
  readonly after: number | null;
  readonly before: number | null;
  /** Most people of one event; null where not known or there was none. */
  readonly mostPeople: number | null;
  /** Newest day that the category holds. */
  readonly heldUntil: string | null;
}

/** quiet: nothing came, by every category that could show it. */
export type ObservedLevel = Level | 'quiet';

/** What came of the decision; null where nothing is known to have come and not every category could show it. Events in the place do not count. */
export function observedLevel(counts: readonly EventCount[], { levels }: Outcomes): ObservedLevel | null {
  const own = counts.filter(({ link }) => link === 'project');
  const came = own.filter(({ after }) => after !== null && after > 0);
  if (came.length === 0) return own.length > 0 && own.every(({ after }) => after !== null) ? 'quiet' : null;
  const most = Math.max(...came.map(({ mostPeople }) => mostPeople ?? 0));
  return most >= levels.high ? 'high' : most >= levels.medium ? 'medium' : 'low';
}

/** Whether anything came that the factor's own categories show: null where none of them could. */
export function factorOccurred(categories: ReadonlySet<string>, counts: readonly EventCount[], { events }: Outcomes): boolean | null {
  const own = counts.filter(({ eventId, link, after }) => link === 'project' && after !== null && events.some(({ id, category }) => id === eventId && categories.has(category)));
  return own.length === 0 ? null : own.some(({ after }) => (after ?? 0) > 0);
}
