import { z } from 'zod';
import type { SuggestionRule } from '#shared/domain/assessment/index.ts';
import type { Bilingual } from '#shared/domain/catalogue/index.ts';
import { assessmentId, paging } from './common.ts';
import { procedure } from './procedure.ts';
import type { RecordPage } from './catalogue.ts';

/** One ring around a proposal, for comparison. Exact decimal text; rates and medians with two decimals where residents are known. */
export interface EvidenceRing {
  /** How many towns (counties, see `scope`). */
  readonly places: number;
  readonly total: string;
  /** Total per 10,000 residents; null where the question is not asked so, or residents of one place are not known. */
  readonly rate: string | null;
  /** Of the single places: per 10,000 residents where `rate` is, else of their totals. */
  readonly median: string;
}

/** Which ring records are asked for. */
export const EVIDENCE_AREAS = ['own', 'neighbours', 'wider'] as const;
export type EvidenceArea = (typeof EVIDENCE_AREAS)[number];

/** What the imported data answers to one question of the model, for the places of the proposal. */
export interface EvidenceAnswer {
  readonly questionId: string;
  readonly name: Bilingual;
  readonly category: string;
  readonly categoryName: Bilingual;
  /** Where it was asked: the towns of the proposal; their counties where the category knows no towns; its project. */
  readonly scope: 'towns' | 'counties' | 'project';
  /** First and last day of the window, inclusive. */
  readonly from: string;
  readonly to: string;
  /** Count or sum over the window as exact decimal text, in `unit`; null when the category holds no data at all. */
  readonly value: string | null;
  readonly unit: string;
  /** One entry per month of the window, oldest first; null = the category has no data in that month anywhere. */
  readonly months: readonly { readonly month: string; readonly value: string | null }[];
  /**
   * Position among all towns (counties, see `scope`), 1 = most, by count, or per 10,000 residents where known; null for project questions,
   * and where the figure is 0: with few places above it, 0 would look like a high position.
   * Of several places the highest-ranked one, whose code is `place`.
   */
  readonly rank: {
    readonly rank: number;
    readonly of: number;
    readonly per: 'count' | 'residents';
    readonly place: string;
    readonly value: string;
    readonly median: string;
    /**
     * The figure after small places were pulled towards the mean of all, by which position and median are taken; null where nothing is
     * pulled: plain counts, sums, and answers of before.
     */
    readonly adjusted: string | null;
    /** The places do not differ beyond chance: a position would say nothing. */
    readonly alike: boolean;
  } | null;
  /**
   * The places by themselves (rows of the project elsewhere do not count here), what touches them, and the counties they lie in; of
   * counties, the city. Null for project questions, where nothing can be asked, and in answers of before. `neighbours` is null where the
   * office has no list or the list knows none; `name` says what the list rests on.
   */
  readonly around: {
    readonly own: EvidenceRing;
    readonly neighbours: (EvidenceRing & { readonly codes: readonly string[]; readonly name: Bilingual; readonly approximate: boolean }) | null;
    readonly wider: EvidenceRing & { readonly codes: readonly string[] };
  } | null;
  /** Records behind the value; opens through evidence.records. */
  readonly records: number;
  /** Batches the records came from. */
  readonly batches: readonly number[];
}

export const evidenceContract = {
  /** All questions of the assessment's model; a decided assessment answers from its frozen snapshot. With the rule by which positions suggest a level. */
  'evidence.overview': procedure<{ frozen: boolean; answers: readonly EvidenceAnswer[]; suggestion: SuggestionRule }>()({ input: z.strictObject({ id: assessmentId }), access: 'proposal.read' }),
  'evidence.forFactor': procedure<{ frozen: boolean; answers: readonly EvidenceAnswer[] }>()({
    input: z.strictObject({ id: assessmentId, factorId: z.string().max(20) }),
    access: 'proposal.read',
  }),
  'evidence.records': procedure<RecordPage>()({ input: z.strictObject({ id: assessmentId, questionId: z.string().max(60), area: z.enum(EVIDENCE_AREAS).default('own'), month: z.string().regex(/^\d{4}-\d{2}$/).optional(), ...paging }), access: 'records.read' }),
};
