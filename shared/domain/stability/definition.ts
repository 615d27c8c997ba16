import { z } from 'zod';
import { bilingualSchema } from '#shared/domain/catalogue/index.ts';
import { decimalSchema, exact, isShare } from '#shared/domain/decimal/index.ts';
import { checkDefinition } from './check-definition.ts';
import { categoryQuerySchema, indexQuerySchema } from './query.ts';

const id = z.string().regex(/^[a-z][A-Za-z0-9]*$/);
const positive = decimalSchema.refine((text) => exact(text).gt(0), { error: 'must be above zero' });
const share = decimalSchema.refine((text) => isShare(exact(text)), { error: 'must lie between 0 and 1' });
const percentile = decimalSchema.refine((text) => exact(text).gte(0) && exact(text).lte(100), { error: 'must lie between 0 and 100' });

/** What a rate can be taken per, each a figure of a place that the definition says how to read. */
export const BASES = ['residents', 'households', 'enterprises', 'vehicles'] as const;
export type Base = (typeof BASES)[number];

/** What the numerator is divided by. */
export const denominatorSchema = z.discriminatedUnion('kind', [
  /** A rate: per so many of the base, and a year where the window holds less or more. */
  z.strictObject({ kind: z.enum(BASES), per: z.int().positive() }),
  /** The figure itself, per place, and a year. */
  z.strictObject({ kind: z.literal('none') }),
  /** A share in per cent: the numerator counts some of what this counts. */
  z.strictObject({ kind: z.literal('share'), of: indexQuerySchema }),
]);
export type Denominator = z.infer<typeof denominatorSchema>;

/** Where the scale of an indicator begins and ends. */
export const goalpostsSchema = z.discriminatedUnion('kind', [
  /** Percentiles of all values of all places over all months of the panel. */
  z.strictObject({ kind: z.literal('panel'), low: percentile, high: percentile }),
  z.strictObject({ kind: z.literal('fixed'), low: decimalSchema, high: decimalSchema }),
]);
export type GoalpostRule = z.infer<typeof goalpostsSchema>;

export const indicatorSchema = z.strictObject({
  id,
  name: bilingualSchema,
  /** Why it is in the index and why it weighs what it weighs. */
  reason: bilingualSchema,
  numerator: indexQuerySchema,
  denominator: denominatorSchema,
  windowMonths: z.int().min(1).max(36),
  /** `lower`: less is better. */
  direction: z.enum(['lower', 'higher']),
  goalposts: goalpostsSchema,
  /** Pulls the rates of small places towards the mean of all (empirical Bayes); only for counts. */
  shrink: z.boolean(),
  /** `county`: the sources know only the county; every town has the figure of its county. */
  known: z.enum(['town', 'county']).default('town'),
  /**
   * What it means that a county has no record of the whole category: that it did not report (before its first and after its last
   * record), or, for what is rare, that there was nothing.
   */
  silence: z.enum(['missing', 'zero']).default('missing'),
  weight: positive,
});
export type Indicator = z.infer<typeof indicatorSchema>;

const groupSchema = z.strictObject({ id, name: bilingualSchema, weight: positive, indicators: z.array(indicatorSchema).min(1) });
export type IndicatorGroup = z.infer<typeof groupSchema>;

const dimensionSchema = z.strictObject({ id, name: bilingualSchema, weight: positive, reason: bilingualSchema, groups: z.array(groupSchema).min(1) });
export type Dimension = z.infer<typeof dimensionSchema>;

/** Points taken off afterwards, for every one of what is counted in the month. */
const deductionSchema = z.strictObject({ id, name: bilingualSchema, reason: bilingualSchema, query: categoryQuerySchema, points: positive, maximum: positive });
export type Deduction = z.infer<typeof deductionSchema>;

/** 一票否决: from so many of what is counted in the month on, the index is capped. */
const vetoSchema = z.strictObject({ id, name: bilingualSchema, reason: bilingualSchema, query: categoryQuerySchema, from: z.int().positive() });
export type Veto = z.infer<typeof vetoSchema>;

export const COLOURS = ['green', 'blue', 'yellow', 'red'] as const;
export type Colour = (typeof COLOURS)[number];

export const NORMALISATIONS = ['goalposts', 'minmax', 'zscore', 'percentile'] as const;
export type Normalisation = (typeof NORMALISATIONS)[number];
export const AGGREGATIONS = ['arithmetic', 'geometric'] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

/** A base is a stock: of the newest month not after the one asked for, or of what stands now. */
const baseSchema = z.strictObject({ query: categoryQuerySchema, at: z.enum(['month', 'now']) });
export type BaseRule = z.infer<typeof baseSchema>;

/** A stability index: what is measured, how it is scaled and put together. A file of resources/stability. */
export const definitionSchema = z
  .strictObject({
    $schema: z.string().optional(),
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    version: z.int().positive(),
    name: bilingualSchema,
    description: bilingualSchema,
    source: bilingualSchema,
    /** `town`: towns, and counties by the same goalposts. `department`: every department that the data names often enough. */
    subject: z.enum(['town', 'department']),
    /** Departments are those that these categories name at least so often in the last twelve months. */
    departments: z.strictObject({ categories: z.array(z.string()).min(1), minimumRecords: z.int().positive() }).optional(),
    /** The goalposts come from so many months up to December of the year before the month asked for, and stay for the year. */
    panelMonths: z.int().min(12).max(60),
    bases: z.strictObject({ residents: baseSchema.optional(), households: baseSchema.optional(), enterprises: baseSchema.optional(), vehicles: baseSchema.optional() }),
    /** Between the dimensions; inside a dimension the mean is always arithmetic. */
    aggregation: z.enum(AGGREGATIONS),
    /** Lowest value of an indicator on the scale up to 100; above zero, because a geometric mean asks for it. */
    floor: positive,
    missing: z.strictObject({
      /** A missing indicator counts as this percentile of the places that have it, and never more than the mean of the place's own group. */
      standIn: percentile,
      /** A place that misses more of the weight than this gets no score and no rank. */
      maximumShare: share,
      /** A window with fewer months of data than this (than half of the window, where that is less) says nothing. */
      minimumMonths: z.int().positive(),
    }),
    dimensions: z.array(dimensionSchema).min(1),
    deductions: z.array(deductionSchema),
    vetoes: z.array(vetoSchema),
    /** No more than this after a veto. */
    vetoCap: decimalSchema,
    /** From the best colour down; the last begins at 0. */
    colours: z.array(z.strictObject({ colour: z.enum(COLOURS), name: bilingualSchema, from: decimalSchema })).length(COLOURS.length),
    /** A fall of so many points against the month before makes the colour one worse. */
    fall: positive,
    sensitivity: z.strictObject({
      runs: z.int().min(100).max(100_000),
      seed: z.int().min(0).max(0xffffffff),
      /** Every weight is multiplied by a number between 1 - spread and 1 + spread. */
      weightSpread: share,
      normalisations: z.array(z.enum(NORMALISATIONS)).min(1),
      aggregations: z.array(z.enum(AGGREGATIONS)).min(1),
      /** Of two places the one above must be ahead in at least this share of the runs, else they are tied. */
      ahead: share,
    }),
  })
  .superRefine((definition, context) => {
    for (const { path, message } of checkDefinition(definition)) context.addIssue({ code: 'custom', path: [...path], message });
  });
export type IndexDefinition = z.infer<typeof definitionSchema>;

/** All indicators of a definition with where they stand, in its order. */
export function indicatorsOf(definition: Pick<IndexDefinition, 'dimensions'>): { readonly indicator: Indicator; readonly group: IndicatorGroup; readonly dimension: Dimension }[] {
  return definition.dimensions.flatMap((dimension) => dimension.groups.flatMap((group) => group.indicators.map((indicator) => ({ indicator, group, dimension }))));
}
