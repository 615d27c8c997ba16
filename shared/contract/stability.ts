import { z } from 'zod';
import type { Bilingual } from '#shared/domain/catalogue/index.ts';
import type { OwnMap } from '#shared/domain/own-map/index.ts';
import type { Colour, IndexDefinition } from '#shared/domain/stability/index.ts';
import type { RecordPage } from './catalogue.ts';
import { fileToken, paging, type TaskId } from './common.ts';
import { procedure, type Done } from './procedure.ts';

/** Which ranking: towns and counties come from the town index, departments from their own. */
export const STABILITY_LEVELS = ['town', 'county', 'department'] as const;
export type StabilityLevel = (typeof STABILITY_LEVELS)[number];
export const STABILITY_SUBJECTS = ['town', 'department'] as const;
/** Which index: `town` scores towns and counties in one run. */
export type StabilitySubject = (typeof STABILITY_SUBJECTS)[number];

export const stabilityMonth = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const level = z.enum(STABILITY_LEVELS);
const subject = z.enum(STABILITY_SUBJECTS);
/** 9-digit town, 6-digit county, or the name of a department. */
const place = z.string().min(1).max(200);
const runId = z.string().min(1).max(64);
/** `published`: as it was published; `latest`: as computed last, a correction where the month is published. Without it: published where there is one. */
const which = z.enum(['published', 'latest']).optional();

export interface StabilityDefinitionView {
  /** Such as "town-index@1". */
  readonly ref: string;
  readonly hash: string;
  /** New computations take it; one that a newer version took the place of is only for the runs it made. */
  readonly inUse: boolean;
  readonly definition: IndexDefinition;
  /** Names of the categories that it asks, by id. */
  readonly categories: Readonly<Record<string, Bilingual>>;
  readonly groups: number;
  readonly indicators: number;
}

/** The office's own map, loaded from a GeoJSON file in the place of the tiles. */
export interface OwnMapView {
  readonly fileName: string;
  /** Of the file, hex. */
  readonly sha256: string;
  readonly loadedAt: string;
  readonly loadedBy: string;
  /** Several areas may be of one place. */
  readonly areas: OwnMap['areas'];
  /** Towns, and counties, that have an area. */
  readonly towns: number;
  readonly counties: number;
  /** What areas of the file call themselves that are no place of the city; the first 200. */
  readonly unmatched: readonly string[];
  /** Towns and counties without an area. */
  readonly missing: readonly { readonly code: string; readonly name: string }[];
}

/** computed -> reviewed -> published; a review may also send it back. A published run never changes. */
export type StabilityState = 'computed' | 'returned' | 'reviewed' | 'published';

export interface StabilityRun {
  readonly id: string;
  readonly subject: StabilitySubject;
  readonly month: string;
  readonly definition: string;
  readonly definitionHash: string;
  readonly state: StabilityState;
  /** SHA-256 of the result, and of what it was computed from. */
  readonly hash: string;
  readonly inputHash: string;
  /** First and last month of the panel that the goalposts come from. */
  readonly panel: { readonly from: string; readonly to: string };
  /** The last batch that it knows; `stale` where batches came or went since. */
  readonly lastBatch: number;
  readonly stale: boolean;
  readonly computedAt: string;
  readonly computedBy: string;
  readonly reviewedAt: string | null;
  readonly reviewedBy: string | null;
  readonly reviewNote: string;
  readonly publishedAt: string | null;
  readonly publishedBy: string | null;
}

/** One month of one index: what is published, and what was computed last if that is something else (before publishing, or as a correction). */
export interface StabilityMonthState {
  readonly month: string;
  readonly published: StabilityRun | null;
  readonly latest: StabilityRun | null;
  /** Categories of the definition that hold any data within the window of the month, of how many. */
  readonly categoriesWithData: number;
  readonly categories: number;
}

/** Scores are exact decimal text with ten places, 0..100, higher is better; null = not scored, never 0. */
export interface StabilityDimensionScore {
  readonly id: string;
  readonly score: string | null;
  /** Share of the dimension's weight that is missing, 0..1. */
  readonly missing: string;
}

export interface StabilityRow {
  readonly place: string;
  readonly name: string;
  /** County of a town; null else. */
  readonly county: string | null;
  /** Residents of a town or county in that month; null where unknown. */
  readonly residents: number | null;
  readonly score: string | null;
  /** 1 = best; equal scores share a rank. Taken before rounding. */
  readonly rank: number | null;
  /** 5 % and 95 % of the ranks under changed weights, normalisation and aggregation. */
  readonly rankLow: number | null;
  readonly rankHigh: number | null;
  /** Places of the same tier are tied: the one above is not ahead often enough. 1 = first. */
  readonly tier: number | null;
  /** Against the month before, on the same goalposts. */
  readonly change: string | null;
  readonly rankChange: number | null;
  readonly colour: Colour | null;
  /** The fall against the month before made the colour one worse. */
  readonly raised: boolean;
  /** Before deductions and vetoes. */
  readonly base: string | null;
  readonly deducted: string;
  readonly vetoed: boolean;
  /** Share of the weight of all indicators that is missing, 0..1. */
  readonly missing: string;
  readonly dimensions: readonly StabilityDimensionScore[];
}

export interface StabilityMonthView {
  readonly run: StabilityRun;
  readonly level: StabilityLevel;
  /** Ranked places first, in their order; those without a score last, by name. */
  readonly rows: readonly StabilityRow[];
  /** Of all scored places. */
  readonly median: string | null;
  readonly colours: Readonly<Record<Colour, number>>;
  /** Indicators nobody has data for, and what names no place of the level and is counted nowhere (rows, or a sum in the unit). */
  readonly silent: readonly string[];
  readonly unplaced: readonly { readonly indicator: string; readonly amount: string }[];
  /** Later data on a published month, beside it. Only places whose figure differs. */
  readonly correction: StabilityCorrection | null;
}

export interface StabilityCorrection {
  readonly run: StabilityRun;
  readonly rows: readonly {
    readonly place: string;
    readonly name: string;
    readonly publishedScore: string | null;
    readonly score: string | null;
    readonly publishedRank: number | null;
    readonly rank: number | null;
    readonly colour: Colour | null;
  }[];
}

/** The value of one indicator, with all it is made of. Decimal text. */
export interface StabilityIndicatorView {
  readonly id: string;
  readonly name: Bilingual;
  readonly reason: Bilingual;
  readonly category: string | null;
  readonly categoryName: Bilingual | null;
  readonly direction: 'lower' | 'higher';
  /** Unit of the numerator. */
  readonly unit: string;
  readonly denominatorKind: 'residents' | 'households' | 'enterprises' | 'vehicles' | 'none' | 'share';
  /** Rates are per so many of the base; null for shares and plain figures. */
  readonly per: number | null;
  readonly from: string;
  readonly to: string;
  /** Months of the window with data of the category. */
  readonly months: number;
  readonly windowMonths: number;
  /** Asked of the county, because the sources know no towns. */
  readonly ofCounty: boolean;
  readonly numerator: string | null;
  readonly denominator: string | null;
  /** Rate or share before and after shrinking towards the mean of all places. */
  readonly raw: string | null;
  readonly shrunk: string | null;
  readonly goalposts: { readonly low: string; readonly high: string } | null;
  /** On the scale from the floor to 100; a stand-in where it is missing. */
  readonly normalised: string | null;
  /**
   * noData: the category says too little in the window; silent: the county stopped reporting; noBase: residents and the like unknown;
   * nothing: a share of nothing, the mean of all stands for it.
   */
  readonly missing: 'none' | 'noData' | 'silent' | 'noBase' | 'nothing';
  /** Share of the whole index, 0..1. */
  readonly weight: string;
  /** Points that it takes from 100; the losses of all indicators, the deductions and the veto together are 100 - score. */
  readonly lost: string | null;
  /** Its place among all of the level by the normalised value, 1 = best; null where missing. */
  readonly rank: number | null;
}

export interface StabilityPlaceView {
  readonly run: StabilityRun;
  readonly level: StabilityLevel;
  readonly row: StabilityRow;
  readonly dimensions: readonly {
    readonly id: string;
    readonly name: Bilingual;
    readonly weight: string;
    readonly score: string | null;
    readonly missing: string;
    readonly lost: string | null;
    readonly rank: number | null;
    /** Median of all places of the level. */
    readonly median: string | null;
    readonly groups: readonly { readonly id: string; readonly name: Bilingual; readonly weight: string; readonly score: string | null; readonly indicators: readonly StabilityIndicatorView[] }[];
  }[];
  readonly deductions: readonly { readonly id: string; readonly name: Bilingual; readonly count: string; readonly points: string }[];
  readonly vetoes: readonly { readonly id: string; readonly name: Bilingual; readonly count: string; readonly met: boolean }[];
  /** What a veto's cap took off beyond the deductions. */
  readonly capped: string;
  readonly trend: readonly StabilityTrendPoint[];
}

/** 36 months, oldest first, all on the goalposts of the run. */
export interface StabilityTrendPoint {
  readonly month: string;
  readonly score: string | null;
  readonly rank: number | null;
  /** In the order of the definition's dimensions. */
  readonly dimensions: readonly (string | null)[];
}

export const stabilityContract = {
  'stability.definitions': procedure<readonly StabilityDefinitionView[]>()({ input: z.strictObject({}), access: 'stability.read' }),
  /** Every month that can be computed or was, newest first. */
  'stability.months': procedure<readonly StabilityMonthState[]>()({ input: z.strictObject({ subject }), access: 'stability.read' }),
  /** Starts a task; its result names the run. */
  'stability.compute': procedure<{ taskId: TaskId }>()({ input: z.strictObject({ subject, month: stabilityMonth }), access: 'stability.compute' }),
  /** Starts a task for every month of the year that holds data; all of them are kept, or none. Its result names the last one. */
  'stability.computeYear': procedure<{ taskId: TaskId }>()({ input: z.strictObject({ subject, year: z.string().regex(/^\d{4}$/) }), access: 'stability.compute' }),
  'stability.month': procedure<StabilityMonthView>()({ input: z.strictObject({ level, month: stabilityMonth, which }), access: 'stability.read' }),
  'stability.place': procedure<StabilityPlaceView>()({ input: z.strictObject({ level, month: stabilityMonth, place, which }), access: 'stability.read' }),
  /** The trends of all places of a level, for small multiples. */
  'stability.trends': procedure<readonly { place: string; name: string; trend: readonly StabilityTrendPoint[] }[]>()({
    input: z.strictObject({ level, month: stabilityMonth, which }),
    access: 'stability.read',
  }),
  /** The records behind one figure of a place, as the store holds them now; those of a published month as they stood then. */
  'stability.indicatorRecords': procedure<RecordPage>()({
    input: z.strictObject({ level, month: stabilityMonth, place, indicator: z.string().max(60), part: z.enum(['numerator', 'denominator']).default('numerator'), which, ...paging }),
    access: 'records.read',
  }),
  /** By another account than the one that computed. Sending back asks for a note. */
  'stability.review': procedure<StabilityRun>()({ input: z.strictObject({ run: runId, accept: z.boolean(), note: z.string().trim().max(2000).default('') }), access: 'stability.review' }),
  /** Freezes a reviewed run for ever. */
  'stability.publish': procedure<StabilityRun>()({ input: z.strictObject({ run: runId }), access: 'stability.publish' }),
  /** 月度公报: Excel with ranking, dimensions, indicators, method and hash. */
  /** Null where no map was loaded. */
  'stability.ownMap': procedure<OwnMapView | null>()({ input: z.strictObject({}), access: 'catalogue.read' }),
  'stability.loadOwnMap': procedure<OwnMapView | null>()({ input: z.strictObject({ file: fileToken }), access: 'map.manage' }),
  'stability.removeOwnMap': procedure<Done>()({ input: z.strictObject({}), access: 'map.manage' }),
  'stability.exportBulletin': procedure<{ path: string; sha256: string }>()({
    input: z.strictObject({ level, month: stabilityMonth, which, save: fileToken, language: z.enum(['zh', 'en']).default('zh') }),
    access: 'report.export',
  }),
};
