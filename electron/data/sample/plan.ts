import { z } from 'zod';

/**
 * The sample as data: what every category's rows look like and how categories refer to each other
 * (resources/sample/settings.json and profiles-*.json). A category without a profile still gets rows, made from its descriptor.
 */
const share = z.number().min(0).max(1);
const range = z.tuple([z.number(), z.number()]).refine(([low, high]) => low <= high, 'the lower end comes first');
/** "alias.field" of a related row, or ".field" of the row itself. */
const path = z.string().regex(/^[a-z]*\.[a-z][a-z0-9_]*$/i, 'expected "alias.field" or ".field"');

export interface ValueSpec {
  /** Share of rows that have the value at all; 1 when left out. */
  readonly fill?: number | undefined;
  /** Always this. */
  readonly constant?: string | undefined;
  /** Text with {tokens}; see template.ts. Blank when a token of a related row is. */
  readonly template?: string | undefined;
  /** One of these, by weight. */
  readonly choose?: Readonly<Record<string, number>> | undefined;
  /** A whole number; skew > 1 makes small ones common. */
  readonly integer?: { readonly range: readonly [number, number]; readonly skew?: number | undefined } | undefined;
  /** A decimal, with two places unless `digits` says otherwise. */
  readonly decimal?: { readonly range: readonly [number, number]; readonly skew?: number | undefined; readonly digits?: number | undefined } | undefined;
  /** The same value as another field's. */
  readonly from?: string | undefined;
  /** A part of another number. */
  readonly portion?: { readonly of: string; readonly range: readonly [number, number]; readonly digits?: number | undefined } | undefined;
  /** One number less another. */
  readonly minus?: readonly [string, string] | undefined;
  /**
   * A moment so long after (or, negative, before) another. Nothing happens after the last month: such a moment is blank,
   * or, where the field is required, drawn between the other and the end; unless `future` says that it is only due.
   */
  readonly after?: {
    readonly of: string;
    readonly days?: readonly [number, number] | undefined;
    readonly hours?: readonly [number, number] | undefined;
    readonly minutes?: readonly [number, number] | undefined;
    readonly future?: boolean | undefined;
  } | undefined;
  /** A translation of another field's value; `else` for what is not listed. */
  readonly map?: { readonly of: string; readonly to: Readonly<Record<string, string>>; readonly else?: string | undefined } | undefined;
  /** By limits, highest first: the first whose limit the number reaches. */
  readonly bands?: { readonly of: string; readonly limits: readonly (readonly [number, string])[] } | undefined;
  readonly when?: {
    readonly field: string;
    readonly in?: readonly string[] | undefined;
    readonly then?: ValueSpec | undefined;
    readonly else?: ValueSpec | undefined;
  } | undefined;
  /** The first that is not blank. */
  readonly first?: readonly ValueSpec[] | undefined;
  /** Of a grid: grows from period to period, as a share of another number; start and step are the subject's own. */
  readonly growth?: { readonly of: string; readonly from: readonly [number, number]; readonly step: readonly [number, number]; readonly top?: number | undefined } | undefined;
  /** Of a grid: this period's number less the previous period's; blank in the first. */
  readonly difference?: string | undefined;
  /** Of a grid: change against the previous period in per cent. */
  readonly change?: string | undefined;
  /** Of a grid: a level of the subject's own with noise, never above `top`, and for some subjects a dip of some periods. */
  readonly series?: {
    readonly base: readonly [number, number];
    readonly noise: number;
    readonly top?: number | undefined;
    readonly dips?: { readonly share: number; readonly length: readonly [number, number]; readonly drop: readonly [number, number] } | undefined;
  } | undefined;
  /** Of a grid: for how many periods in a row, this one included, the field has held one of the values. */
  readonly streak?: { readonly of: string; readonly in: readonly string[] } | undefined;
  /** The row's own place, time or month, as its layout gave it. */
  readonly anchor?: 'town' | 'county' | 'time' | undefined;
  /** A synthetic identifier. */
  readonly make?: 'creditCode' | 'citizenId' | 'phone' | undefined;
}

export const valueSpecSchema: z.ZodType<ValueSpec> = z.lazy(() =>
  z
    .strictObject({
      fill: share.optional(),
      constant: z.string().optional(),
      template: z.string().min(1).optional(),
      choose: z.record(z.string(), z.number().nonnegative()).optional(),
      integer: z.strictObject({ range, skew: z.number().positive().optional() }).optional(),
      decimal: z.strictObject({ range, skew: z.number().positive().optional(), digits: z.int().min(0).max(8).optional() }).optional(),
      from: path.optional(),
      portion: z.strictObject({ of: path, range, digits: z.int().min(0).max(8).optional() }).optional(),
      minus: z.tuple([path, path]).optional(),
      after: z
        .strictObject({ of: path, days: range.optional(), hours: range.optional(), minutes: range.optional(), future: z.boolean().optional() })
        .optional(),
      map: z.strictObject({ of: path, to: z.record(z.string(), z.string()), else: z.string().optional() }).optional(),
      bands: z.strictObject({ of: path, limits: z.array(z.tuple([z.number(), z.string()])).min(1) }).optional(),
      when: z
        .strictObject({ field: path, in: z.array(z.string()).optional(), then: valueSpecSchema.optional(), else: valueSpecSchema.optional() })
        .optional(),
      first: z.array(valueSpecSchema).min(1).optional(),
      growth: z.strictObject({ of: path, from: range, step: range, top: z.number().positive().optional() }).optional(),
      difference: path.optional(),
      change: path.optional(),
      series: z
        .strictObject({ base: range, noise: z.number().nonnegative(), top: z.number().optional(), dips: z.strictObject({ share, length: range, drop: range }).optional() })
        .optional(),
      streak: z.strictObject({ of: path, in: z.array(z.string()).min(1) }).optional(),
      anchor: z.enum(['town', 'county', 'time']).optional(),
      make: z.enum(['creditCode', 'citizenId', 'phone']).optional(),
    })
    .refine((spec) => Object.keys(spec).filter((key) => key !== 'fill').length === 1, 'a value is made in exactly one way'),
);

/** One row for each event; some rows for each row of a parent; or a row for each subject and month. */
const layoutSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('events') }),
  z.strictObject({ kind: z.literal('children'), of: z.string(), each: z.int().positive() }),
  z.strictObject({
    kind: z.literal('grid'),
    /** A category, or "towns". */
    of: z.string(),
    /** How many of the last months each subject has. */
    months: z.int().positive(),
    /** Whether all months of a subject come first, or all subjects of the latest month. */
    order: z.enum(['subject', 'month']),
  }),
]);

const relationSchema = z.strictObject({
  to: z.string(),
  /** Share of rows that have such a relation. */
  share: share.default(1),
  /** 1 = any row alike; more = the first rows of the other category are referred to more often. */
  skew: z.number().min(1).default(1),
  /** Only rows of the same town, the oldest of them first; none where that town has none. */
  sameTown: z.boolean().default(false),
  /** With `sameTown`: only rows at most so many days younger than this one (0 = none that came later). */
  leadDays: z.int().nonnegative().optional(),
});

export const FORMATS = ['csv', 'csv-gb18030', 'tsv-utf16', 'xlsx'] as const;
export type SampleFormat = (typeof FORMATS)[number];

const profileSchema = z.strictObject({
  /** Which latent of the towns weighs here; "even" = residents alone. */
  theme: z.string().default('general'),
  /** Name of a seasonal curve. */
  season: z.string().default('flat'),
  /** Growth of the monthly count over the whole history; 0.3 = 30 % more in the last month than in the first. */
  trend: z.number().gt(-1).default(0),
  layout: layoutSchema.default({ kind: 'events' }),
  relations: z.record(z.string().regex(/^[a-z]+$/), relationSchema).default({}),
  /** Relations whose place the row takes, the first that there is. */
  placeOf: z.array(z.string()).default([]),
  /** The relation whose time the row takes. */
  timeOf: z.string().optional(),
  format: z.enum(FORMATS).default('csv'),
  /** How many of the first rows are never faulty. */
  soundFirst: z.int().nonnegative().default(0),
  /** Headers other than the Chinese name, by field. */
  headers: z.record(z.string(), z.string()).default({}),
  /** Number fields written in another unit than the store's; the header then says so. */
  units: z.record(z.string(), z.enum(['元', '万元'])).default({}),
  fields: z.record(z.string(), valueSpecSchema).default({}),
});
export type Profile = z.infer<typeof profileSchema>;

export const profilesSchema = z.record(z.string().regex(/^[1-9]\d*\.[1-9]\d*$/), profileSchema);

export const settingsSchema = z.strictObject({
  /** The last month of the history. */
  endMonth: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  historyMonths: z.int().min(1),
  seed: z.int(),
  /** Shares of rows, as "one in so many". */
  faultEvery: z.int().min(2),
  duplicateEvery: z.int().min(2),
  /** How many of a theme's most tense towns count as restive (`row.restive`). */
  restiveTowns: z.int().nonnegative(),
  /** How far towns differ: deviation of the latent that all themes share, and of each theme's own. */
  tension: z.strictObject({ general: z.number().nonnegative(), theme: z.number().nonnegative() }),
  /** Residents of a town by the last character of its name (`*` = any other), from .. to. */
  population: z.record(z.string(), range),
  /** Longitude and latitude of a county by its code, `*` for any other. */
  centres: z.record(z.string(), z.tuple([z.number(), z.number()])),
  /** Twelve weights, January first. */
  seasons: z.record(z.string(), z.array(z.number().positive()).length(12)),
  /** The most tense towns of a theme (1 = the most) in the last months. */
  surges: z.array(z.strictObject({ theme: z.string(), rank: z.int().positive(), months: z.int().positive(), factor: z.number().positive() })),
  /** Values for fields of this id in every category whose profile says nothing. */
  common: z.record(z.string(), valueSpecSchema),
  /** Weights of the twenty-four hours. */
  hours: z.array(z.number().nonnegative()).length(24),
  pools: z.record(z.string(), z.array(z.string().min(1)).min(1)),
  /** Named templates, used as {t.name}; `mark`, `person`, `address` and `note` serve fields without a profile. */
  templates: z.record(z.string(), z.string().min(1)),
});
export type Settings = z.infer<typeof settingsSchema>;

export interface SamplePlan {
  readonly settings: Settings;
  readonly profiles: ReadonlyMap<string, Profile>;
}

/** What a category without a profile gets. */
export const PLAIN_PROFILE: Profile = profileSchema.parse({});
