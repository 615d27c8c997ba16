import { z } from 'zod';
import { conditionSchema } from '#shared/domain/assessment/index.ts';

const field = z.string().regex(/^[a-z][a-z0-9_]*$/);
const category = z.string().regex(/^[1-9]\d*\.[1-9]\d*$/);

/**
 * One condition on a row: those of the evidence questions, and two that compare two dates of the same row.
 * An empty cell meets only `isNull`.
 */
export const rowConditionSchema = z.discriminatedUnion('op', [
  conditionSchema,
  /** The day of one field lies not after, or after, the day of another. */
  z.strictObject({ field, op: z.enum(['notAfter', 'after']), other: field }),
  /** At most so many minutes (between two times), or so many days, stated or held by a field of the row, since another field. */
  z.strictObject({
    field,
    op: z.literal('within'),
    since: field,
    limit: z.union([z.strictObject({ minutes: z.int().min(0) }), z.strictObject({ days: z.int().min(0) }), z.strictObject({ daysField: field })]),
  }),
]);
export type RowCondition = z.infer<typeof rowConditionSchema>;

/** What is counted (or summed) of one category, by month and by place or department. */
export const categoryQuerySchema = z.strictObject({
  category,
  measure: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('count') }), z.strictObject({ kind: z.literal('sum'), field })]),
  where: z.array(rowConditionSchema),
  /** For a category that does not itself say where or who: the current row of the other category with the same value in `field` says it. */
  via: z.strictObject({ category, field }).optional(),
});
export type CategoryQuery = z.infer<typeof categoryQuerySchema>;

/** What the program's own assessments say of a department, dated by the day the thing was due. */
export const LEDGERS = [
  'mattersDue', // matters whose planned decision (or start) fell into the month
  'mattersAssessed', // those of them that were decided on an assessment by then
  'mattersRated', // matters decided in the month whose initial level was medium or high
  'mattersNotLowered', // those of them whose level after measures is no lower
  'measuresDue', // measures of decided cases whose deadline, as it stands, fell into the month and has passed
  'measuresOverdue', // those of them that were not done by then
  'visitsCaused', // collective visits about a project the department answers for
  'gatheringsCaused', // gatherings about such a project
] as const;
export type Ledger = (typeof LEDGERS)[number];

export const ledgerQuerySchema = z.strictObject({ ledger: z.enum(LEDGERS) });

export const indexQuerySchema = z.union([categoryQuerySchema, ledgerQuerySchema]);
export type IndexQuery = z.infer<typeof indexQuerySchema>;

/** True for a query over a category of imported data. */
export function isCategoryQuery(query: IndexQuery): query is CategoryQuery {
  return 'category' in query;
}
