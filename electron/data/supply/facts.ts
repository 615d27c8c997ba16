import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { addMonths, agreed, agreementSchema, chinaDay, freshness, newestWholeMonth, type Agreement, type Freshness, type Rhythm } from '#shared/domain/supply/index.ts';
import { readingSingle, type CoreContext } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { batchSums, newestDay, rowsByMonth, type BatchSums, type MonthRows } from './supply-repository.ts';

/** What is known of how a category is supplied, and how that is judged today. */
export interface CategoryFacts {
  readonly category: CategoryDescriptor;
  readonly rhythm: Rhythm;
  readonly graceDays: number;
  readonly freshness: Freshness;
  /** Newest day not after the last batch. */
  readonly newestDay: string | null;
  /** Newest month that is over and wholly held. */
  readonly wholeMonth: string | null;
  /** With '' for rows without a day. */
  readonly months: MonthRows;
  readonly batches: BatchSums | null;
}

const NO_MONTHS: MonthRows = new Map();

/** What was agreed with the senders. @throws AppError RESOURCE_INVALID */
const agreementInUse = readingSingle('setting', 'supply-agreement', agreementSchema);

/** The facts of the categories given, in their order. */
export async function supplyFacts(context: Pick<CoreContext, 'inUse' | 'clock'>, db: ReadDb, categories: readonly CategoryDescriptor[]): Promise<readonly CategoryFacts[]> {
  const agreement = agreementInUse(context);
  const today = chinaDay(context.clock.now());
  const [only, second] = categories;
  const months = await rowsByMonth(db, second === undefined ? only?.id : undefined);
  const batches = await batchSums(db);
  const facts: CategoryFacts[] = [];
  for (const category of categories) facts.push(await factsOf(db, category, agreement, today, months.get(category.id) ?? NO_MONTHS, batches.get(category.id) ?? null));
  return facts;
}

async function factsOf(db: ReadDb, category: CategoryDescriptor, agreement: Agreement, today: string, months: MonthRows, batches: BatchSums | null): Promise<CategoryFacts> {
  const lastBatchOn = batches === null ? null : chinaDay(new Date(batches.last.at));
  const newest = lastBatchOn === null ? null : await newestDay(db, category, months, lastBatchOn);
  const { rhythm, graceDays } = agreed(agreement, category);
  return {
    category, rhythm, graceDays, months, batches,
    newestDay: newest,
    wholeMonth: newestWholeMonth(newest, lastBatchOn),
    freshness: freshness({ rhythm, graceDays, today, lastBatchOn, newestDay: newest, rowsLastYear: newest === null ? 0 : rowsOfYear(months, newest.slice(0, 7)) }),
  };
}

/** Rows of the twelve months up to and with the one given. */
function rowsOfYear(months: MonthRows, last: string): number {
  const first = addMonths(last, -11);
  let sum = 0;
  for (const [month, rows] of months) if (month >= first && month <= last) sum += rows;
  return sum;
}
