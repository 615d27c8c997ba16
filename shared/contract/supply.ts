import { z } from 'zod';
import type { Bilingual } from '#shared/domain/catalogue/index.ts';
import type { QualityRule } from '#shared/domain/quality/index.ts';
import type { Freshness, Judgement, Rhythm } from '#shared/domain/supply/index.ts';
import type { RecordPage } from './catalogue.ts';
import { batchId, categoryId, empty, paging, type BatchId, type TaskId } from './common.ts';
import { procedure } from './procedure.ts';

/** How one category is supplied: one cell of the matrix. */
export interface CategorySupply {
  readonly id: string;
  readonly name: Bilingual;
  readonly rhythm: Rhythm;
  readonly graceDays: number;
  readonly rows: number;
  /** Months that hold any row, and all months from the first to the last of them. */
  readonly months: number;
  readonly monthSpan: number;
  readonly firstMonth: string | null;
  readonly lastMonth: string | null;
  readonly freshness: Freshness;
  /** Over all batches that were not taken back. */
  readonly read: number;
  readonly rejected: number;
  readonly lastBatch: { readonly id: BatchId; readonly at: string; readonly fileName: string } | null;
  /** Rows by month, the twelve months up to the current one, oldest first; null = none at all. */
  readonly trend: readonly { readonly month: string; readonly rows: number | null }[];
  /** Rules of the last quality run that found something in this category, and what they found; null before the first run. */
  readonly findings: { readonly rules: number; readonly high: number; readonly found: number } | null;
}

export interface SystemSupply {
  readonly id: string;
  readonly name: Bilingual;
  readonly owner: Bilingual;
  readonly categories: readonly CategorySupply[];
}

export interface SupplyMatrix {
  /** Day in China on which freshness was judged. */
  readonly today: string;
  readonly systems: readonly SystemSupply[];
}

/** One month of a category, beside what the months before it (at most 24) led to expect. */
export interface MonthSupply {
  readonly month: string;
  readonly rows: number;
  readonly judgement: Judgement;
  /** The month still runs, or its last batch came before its end: not judged by the page. */
  readonly whole: boolean;
}

export interface TownSupply {
  /** 9-digit code; '' where rows name no town. */
  readonly town: string;
  readonly name: string;
  readonly rows: number;
  readonly judgement: Judgement;
}

export interface CategorySupplyDetail {
  readonly today: string;
  readonly system: { readonly id: string; readonly name: Bilingual };
  readonly description: Bilingual;
  readonly supply: CategorySupply;
  /** Without a break from the first to the last month held, at most the last 36; an empty month counts 0. */
  readonly months: readonly MonthSupply[];
  /** The newest whole month, and the towns whose figure in it is unusual, the most unusual first. */
  readonly newest: { readonly month: string; readonly towns: readonly TownSupply[]; readonly judged: number } | null;
}

/** What the rows of one field hold. Counts are of current rows. */
export interface FieldProfile {
  readonly field: string;
  readonly name: Bilingual;
  readonly type: string;
  readonly unit: string | null;
  readonly personal: boolean;
  readonly required: boolean;
  readonly empty: number;
  /** Different values; of personal fields different people or numbers by their keyed hash. Null where it was not counted. */
  readonly distinct: number | null;
  /** Smallest and largest value as text; of plain text the shortest and longest length in characters. Null for codes, flags and personal fields. */
  readonly range: { readonly kind: 'value' | 'length'; readonly min: string; readonly max: string } | null;
  /** Codes, flags and places: the most frequent values, at most ten. */
  readonly top: readonly { readonly value: string; readonly label: Bilingual; readonly count: number }[];
  /** Share filled in the newest whole month and the median of the twelve before, 0..1 with four places; null without a month. */
  readonly fill: { readonly month: string; readonly share: string; readonly usual: string | null; readonly fell: boolean } | null;
}

export interface CategoryProfile {
  readonly category: string;
  readonly computedAt: string;
  readonly rows: number;
  /** Rows that `distinct` looked at: all, or the newest where there are too many. */
  readonly distinctOf: number;
  readonly fields: readonly FieldProfile[];
}

/** `current` false: batches came or went since; `taskId` computes it anew. */
export interface ProfileAnswer {
  readonly profile: CategoryProfile | null;
  readonly current: boolean;
  readonly taskId: TaskId | null;
}

export interface QualityRunView {
  readonly id: number;
  readonly startedAt: string;
  readonly startedBy: string;
  readonly seconds: number;
  readonly rulesVersion: number;
  readonly rulesHash: string;
  readonly lastBatch: number;
  /** Rules run, rules that found something, and findings over all rules. */
  readonly rules: number;
  readonly failing: number;
  readonly found: number;
}

export interface QualityResult {
  readonly rule: QualityRule;
  readonly categoryName: Bilingual;
  /** Rows (places, months) that the rule applies to, and those of them that break it; null before the first run. */
  readonly checked: number | null;
  readonly found: number | null;
  /** In the run before; null where the rule was not in it. */
  readonly before: number | null;
  /** Why nothing could be judged: a category that the rule needs holds no rows. */
  readonly skipped: 'noRows' | null;
}

export interface QualityOverview {
  readonly version: number;
  readonly hash: string;
  /** Newest first, at most twelve. */
  readonly runs: readonly QualityRunView[];
  /** Batches came or went, or the rules changed, since the last run. */
  readonly stale: boolean;
  readonly results: readonly QualityResult[];
}

/** A finding that is no row: a place, a month or the category. Values are whole numbers or decimal text. */
export interface PlaceFinding {
  readonly place: string;
  readonly name: string;
  readonly month: string | null;
  readonly value: string;
  readonly expected: string;
}

export interface QualityRuleDetail {
  readonly result: QualityResult;
  /** What the rule found in every run that had it, oldest first. */
  readonly history: readonly { readonly run: number; readonly at: string; readonly checked: number; readonly found: number }[];
  /** Fields of the category that the rule looks at. */
  readonly fields: readonly string[];
  /** Row ids that were kept of the last run; 0 for rules about places. */
  readonly kept: number;
  readonly places: readonly PlaceFinding[];
}

/** What a rule about rows finds among the rows of one batch that stand today. */
export interface BatchFinding {
  readonly rule: QualityRule;
  readonly checked: number;
  readonly found: number;
  readonly skipped: 'noRows' | null;
}

/** Either of them: large batches are judged by a task, whose result holds the findings. */
export interface BatchQuality {
  readonly findings: readonly BatchFinding[] | null;
  readonly taskId: TaskId | null;
}

/** Seconds that an opened cell stays on screen. */
export const REVEAL_SECONDS = 30;

const ruleId = z.string().regex(/^[a-z][a-z0-9-]{2,60}$/);

export const supplyContract = {
  'supply.matrix': procedure<SupplyMatrix>()({ input: empty, access: 'intake.read' }),
  'supply.category': procedure<CategorySupplyDetail>()({ input: z.strictObject({ id: categoryId }), access: 'intake.read' }),
  /** What is known; where batches came or went since, it is computed at once for small categories, by a task for large ones. */
  'supply.profile': procedure<ProfileAnswer>()({ input: z.strictObject({ id: categoryId }), access: 'intake.read' }),
  'quality.overview': procedure<QualityOverview>()({ input: empty, access: 'intake.read' }),
  /** Starts a task over all rules; a cancelled run leaves nothing. */
  'quality.run': procedure<{ taskId: TaskId }>()({ input: empty, access: 'quality.run' }),
  'quality.rule': procedure<QualityRuleDetail>()({ input: z.strictObject({ id: ruleId }), access: 'intake.read' }),
  /** The rows that broke the rule in the last run, as the store holds them now; with a batch, those of its rows that break it today. Of very many the first thousand. */
  'quality.rows': procedure<RecordPage>()({ input: z.strictObject({ id: ruleId, batch: batchId.optional(), ...paging }), access: 'records.read' }),
  /** Holds the rules about rows of the batch's category against its rows, those with findings first. Nothing is kept. */
  'quality.ofBatch': procedure<BatchQuality>()({ input: z.strictObject({ id: batchId }), access: 'intake.read' }),
  /** Opens one personal cell; who, which and why goes into the audit chain, the value never does. */
  'reveal.cell': procedure<{ value: string; seconds: number }>()({
    input: z.strictObject({ category: categoryId, rowId: z.int().positive(), field: z.string().max(60), reason: z.string().trim().min(4).max(500) }),
    access: 'personal.reveal',
  }),
};
