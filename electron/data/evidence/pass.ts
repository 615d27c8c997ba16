import type { EvidenceQuestion } from '#shared/domain/assessment/index.ts';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import type { Places } from './places.ts';

/** Questions that one reading of a category answers: same category, same detour, same window, and all or none by project alone. */
export interface Pass {
  readonly category: CategoryDescriptor;
  /** For a category that does not say where: the one that does, and the field that both have. */
  readonly via: { readonly category: CategoryDescriptor; readonly field: string } | null;
  readonly projectOnly: boolean;
  /** The category mostly knows no towns: the counties of the places are asked about. */
  readonly byCounty: boolean;
  /** ISO days, inclusive. */
  readonly from: string;
  readonly to: string;
  /** Null: the rows that are current now. Else those that were current when this batch was the last. */
  readonly asOf: number | null;
  readonly questions: readonly EvidenceQuestion[];
}

/** About what is asked: the places of the proposal and its project. */
export interface About {
  readonly places: Places;
  readonly project: string | null;
}

/** Rows and, for a sum, the stored whole number (value x 10^scale) as text; null where nothing was summed. */
export interface Counted {
  readonly question: string;
  readonly count: number;
  readonly sum: string | null;
}

/** Of the proposal's places and project. */
export interface OwnTally extends Counted {
  readonly month: string;
  readonly batch: number;
}

/** Of any place, for comparison. */
export interface PlaceTally extends Counted {
  /** 9-digit town or, where only that is known or asked for, 6-digit county; '0' where nothing is known. */
  readonly place: string;
}
