import type { Colour } from './definition.ts';
import type { Missing } from './count.ts';

// Type aliases, not interfaces: only these count as JSON for the compiler.

/** What an index says of one month: plain JSON, figures as decimal text with at most ten places. Its canonical text is what is hashed. */
export type IndexResult = {
  readonly format: 1;
  /** Reference and SHA-256 of the definition. */
  readonly definition: { readonly ref: string; readonly hash: string };
  readonly month: string;
  readonly panel: { readonly from: string; readonly to: string };
  /** In the order of the definition's indicators. */
  readonly goalposts: readonly IndicatorGoalposts[];
  readonly levels: readonly LevelResult[];
};

export type IndicatorGoalposts = {
  readonly indicator: string;
  /** Null: the panel tells no place from another. */
  readonly low: string | null;
  readonly high: string | null;
  /** The panel alone held too little: the months up to the one computed were added. */
  readonly extended: boolean;
};

export type IndexLevel = 'town' | 'county' | 'department';

export type LevelResult = {
  readonly level: IndexLevel;
  readonly median: string | null;
  readonly dimensionMedians: readonly (string | null)[];
  /** Indicators that nobody has. */
  readonly silent: readonly string[];
  /** Rows (or sums) of the window that name no place of the level, and are counted nowhere. */
  readonly unplaced: readonly { readonly indicator: string; readonly amount: string }[];
  /** By rank; those without a score last, by code. */
  readonly places: readonly PlaceResult[];
};

export type PlaceResult = {
  readonly place: string;
  readonly name: string;
  readonly county: string | null;
  readonly residents: number | null;
  readonly score: string | null;
  readonly rank: number | null;
  readonly rankLow: number | null;
  readonly rankHigh: number | null;
  readonly tier: number | null;
  readonly change: string | null;
  readonly rankChange: number | null;
  readonly colour: Colour | null;
  readonly raised: boolean;
  readonly base: string | null;
  readonly deducted: string;
  readonly capped: string;
  readonly vetoed: boolean;
  /** Share of the weight of what is not known here. */
  readonly missing: string;
  readonly dimensions: readonly { readonly id: string; readonly score: string | null; readonly missing: string; readonly lost: string | null; readonly rank: number | null }[];
  readonly groups: readonly { readonly id: string; readonly score: string | null }[];
  readonly indicators: readonly IndicatorResult[];
  readonly deductions: readonly { readonly id: string; readonly count: string; readonly points: string }[];
  readonly vetoes: readonly { readonly id: string; readonly count: string; readonly met: boolean }[];
  readonly trend: readonly TrendResult[];
};

export type IndicatorResult = {
  readonly id: string;
  readonly missing: Missing;
  readonly months: number;
  readonly ofCounty: boolean;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly raw: string | null;
  readonly shrunk: string | null;
  readonly normalised: string | null;
  readonly lost: string | null;
  readonly rank: number | null;
};

export type TrendResult = {
  readonly month: string;
  readonly score: string | null;
  readonly rank: number | null;
  readonly dimensions: readonly (string | null)[];
};
