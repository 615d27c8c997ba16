import { z } from 'zod';
import { bilingualSchema, UNITS } from '#shared/domain/catalogue/index.ts';
import { fieldId, rowConditionSchema, sourceSchema } from './condition.ts';

/** Units of figures: those of the catalogue, and of durations. */
export const FIGURE_UNITS = [...UNITS, '分钟', '小时'] as const;
export type FigureUnit = (typeof FIGURE_UNITS)[number];

const figureId = z.string().regex(/^[a-z][A-Za-z0-9]*$/);

const measureSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('count') }),
  z.strictObject({ kind: z.enum(['distinct', 'sum']), field: fieldId }),
  /** Per cent of the rows that also meet `of`. */
  z.strictObject({ kind: z.literal('share'), of: z.array(rowConditionSchema).min(1) }),
  /** Middle of the minutes from one time to another, of rows that have both. */
  z.strictObject({ kind: z.literal('median'), from: fieldId, to: fieldId }),
]);
export type FigureMeasure = z.infer<typeof measureSchema>;

/** One number of a board, of any period and any part of it. */
export const figureSchema = z.strictObject({
  id: figureId,
  name: bilingualSchema,
  unit: z.enum(FIGURE_UNITS),
  source: sourceSchema,
  measure: measureSchema,
});
export type BoardFigure = z.infer<typeof figureSchema>;

/** What the rows are told apart by. */
export const groupSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.enum(['county', 'town', 'department']) }),
  z.strictObject({ by: z.literal('field'), field: fieldId }),
]);
export type BoardGroup = z.infer<typeof groupSchema>;

const chartSchema = z.discriminatedUnion('kind', [
  /** By month, the same months of the year before as a second line where it is one figure. */
  z.strictObject({ kind: z.literal('months'), title: bilingualSchema, figures: z.array(figureId).min(1).max(3) }),
  /** The greatest groups, by the first figure. */
  z.strictObject({ kind: z.literal('groups'), title: bilingualSchema, group: groupSchema, figures: z.array(figureId).min(1).max(2) }),
]);
export type BoardChart = z.infer<typeof chartSchema>;

export const boardSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{2,40}$/),
  name: bilingualSchema,
  /** The question that the board answers. */
  question: bilingualSchema,
  figures: z.array(figureSchema).min(3).max(12),
  charts: z.array(chartSchema).min(1).max(2),
  tables: z.array(z.strictObject({ group: groupSchema, figures: z.array(figureId).min(1) })).min(1),
  /** Rules that watch the same mechanism. */
  rules: z.array(z.string()),
});
export type Board = z.infer<typeof boardSchema>;

export const boardsSchema = z.strictObject({ $schema: z.string().optional(), version: z.int().positive(), boards: z.array(boardSchema).min(1) });
export type Boards = z.infer<typeof boardsSchema>;

/** One name for a group, as it travels: "town", "field:talk_type". */
export function groupKey(group: BoardGroup): string {
  return group.by === 'field' ? `field:${group.field}` : group.by;
}
