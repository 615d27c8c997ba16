import { addDays, daysBetween } from './days.ts';
import { periodOf, type Rhythm } from './rhythm.ts';

/** What is known of a category when its freshness is asked; days as "YYYY-MM-DD". */
export interface SupplyFacts {
  readonly rhythm: Rhythm;
  /** Days that a batch may arrive after the end of its period. */
  readonly graceDays: number;
  readonly today: string;
  /** Day on which the last batch that still counts arrived; null where none ever did. */
  readonly lastBatchOn: string | null;
  /** Newest day of the data that is not after that batch; null where rows carry no day. */
  readonly newestDay: string | null;
  /** Rows dated within the year up to the newest day. */
  readonly rowsLastYear: number;
}

/** current: nothing is missing yet · expected: the next period is over, its batch may still be on its way · due: it is late · never: nothing was ever imported. */
export const FRESHNESS_STATES = ['due', 'expected', 'current', 'never'] as const;
export type FreshnessState = (typeof FRESHNESS_STATES)[number];

export interface Freshness {
  readonly state: FreshnessState;
  /** What tells how far the data reaches: its own newest day, or the day of the last batch where rows are too rare or carry no day. */
  readonly basis: 'data' | 'batch' | null;
  /** Last day of the last period that is wholly held. */
  readonly coveredTo: string | null;
  /** Last day of the period that is to come next. */
  readonly nextEnd: string | null;
  /** Last day on which its batch is in time. */
  readonly dueOn: string | null;
  /** Days after that day; 0 while it is in time. */
  readonly daysLate: number;
}

/** Rows to be expected in a stretch without any, from which on that is no chance any more (e^-5 = 0.7 %). */
const TELLING = 5;

/**
 * Whether the next batch of a category is due. Pure: the day is handed in.
 *
 * A period counts as held when its data are there and the batch came after its end; a batch that came within a period
 * holds only what was before it. Data that end long before their batch tell that it was an old one, unless rows are so rare
 * (a gathering is not reported every day) that the silence is no wonder: then the batch itself says how far the data reach.
 */
export function freshness(facts: SupplyFacts): Freshness {
  const { rhythm, graceDays, today, lastBatchOn, newestDay } = facts;
  if (lastBatchOn === null) return { state: 'never', basis: null, coveredTo: null, nextEnd: null, dueOn: null, daysLate: 0 };
  const byBatch = addDays(periodOf(rhythm, lastBatchOn).start, -1);
  const byData = newestDay === null ? null : heldUpTo(rhythm, newestDay, lastBatchOn);
  const silent = newestDay === null ? 0 : daysBetween(newestDay, lastBatchOn) - 1;
  const tells = byData !== null && (byData >= byBatch || facts.rowsLastYear * silent >= TELLING * 365);
  const coveredTo = tells ? byData : byBatch;
  const nextEnd = periodOf(rhythm, addDays(coveredTo, 1)).end;
  const dueOn = addDays(nextEnd, graceDays);
  const late = daysBetween(dueOn, today);
  const state = late > 0 ? 'due' : today > nextEnd ? 'expected' : 'current';
  return { state, basis: tells ? 'data' : 'batch', coveredTo, nextEnd, dueOn, daysLate: Math.max(0, late) };
}

function heldUpTo(rhythm: Rhythm, newestDay: string, lastBatchOn: string): string {
  const newest = periodOf(rhythm, newestDay);
  return lastBatchOn > newest.end ? newest.end : addDays(newest.start, -1);
}

/** The newest month that is over and whose batch came after its end: figures of a month that still runs would look like a drop. */
export function newestWholeMonth(newestDay: string | null, lastBatchOn: string | null): string | null {
  if (newestDay === null || lastBatchOn === null) return null;
  return heldUpTo('monthly', newestDay, lastBatchOn).slice(0, 7);
}
