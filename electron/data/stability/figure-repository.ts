import { AppError } from '#shared/errors/index.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import type { ReadDb, WriteTx } from '#data/store/index.ts';
import type { KeptQuery } from './pass.ts';
import type { Tally } from './tally.ts';

/** How much of the store figures know: batches up to the last; of theirs so many were taken back. */
export interface StoreState {
  readonly lastBatch: number;
  readonly undone: number;
}


/** All batches of the store by category, without their rows: what figures know is told from it. */
export interface Batches {
  readonly last: number;
  /** Batches of the categories up to one that were taken back. */
  undone(categories: readonly string[], upTo: number): number;
  /** True where one of the categories got a batch after the given one. */
  isNew(categories: readonly string[], after: number): boolean;
}

export async function readBatches(db: ReadDb): Promise<Batches> {
  const rows = await db.selectFrom('batch').select(['id', 'category', 'state']).orderBy('id').execute();
  return {
    last: rows.at(-1)?.id ?? 0,
    undone: (categories, upTo) => rows.filter(({ id, category, state }) => id <= upTo && state === 'undone' && categories.includes(category)).length,
    isNew: (categories, after) => rows.some(({ id, category, state }) => id > after && state !== 'undone' && categories.includes(category)),
  };
}

/** What a query knew when it was kept last; null = never. */
export async function keptState(db: ReadDb, hash: string): Promise<(StoreState & { readonly id: number }) | null> {
  const row = await db.selectFrom('figure_query').selectAll().where('hash', '=', hash).executeTakeFirst();
  return row === undefined ? null : { id: row.id, lastBatch: row.seen_batch, undone: row.undone_count };
}

/** Replaces (`fresh`) or changes the kept figures of queries, and notes what they know now. */
export async function keepFigures(tx: WriteTx, queries: readonly KeptQuery[], { fresh, tally, state }: { readonly fresh: boolean; readonly tally: Tally; readonly state: StoreState }): Promise<void> {
  for (const query of queries) {
    const id = await keepQuery(tx, query, fresh, state);
    for (const [month, delta] of tally.of(query)) await keepMonth(tx, id, month, delta, fresh);
  }
}

/** A month of a query's figures as kept: canonical JSON. */
export interface KeptMonth {
  readonly month: string;
  readonly cells: string;
}

/** The kept months of a query, of those asked for and of what has no date, in their order. */
export function readMonths(db: ReadDb, { id }: { readonly id: number }, first: string, last: string): Promise<KeptMonth[]> {
  return db
    .selectFrom('figure_month')
    .select(['month', 'cells'])
    .where('query_id', '=', id)
    .where((e) => e.or([e('month', '=', ''), e.and([e('month', '>=', first), e('month', '<=', last)])]))
    .orderBy('month')
    .execute();
}

/** What a month of a query says, by subject. Checked by hand: a panel has a million of them. */
export function readCells(text: string): Record<string, number | string> {
  const cells: unknown = JSON.parse(text);
  if (typeof cells !== 'object' || cells === null) throw corrupt(text);
  const found: Record<string, number | string> = {};
  for (const [subject, value] of Object.entries(cells)) {
    const plain: unknown = value;
    if (typeof plain !== 'number' && typeof plain !== 'string') throw corrupt(text);
    found[subject] = plain;
  }
  return found;
}

function corrupt(text: string): AppError {
  return new AppError('STORE_CORRUPT', 'A kept figure of the index cannot be read.', { finding: text.slice(0, 200) });
}

async function keepQuery(tx: WriteTx, { hash }: KeptQuery, fresh: boolean, { lastBatch, undone }: StoreState): Promise<number> {
  const values = { seen_batch: lastBatch, undone_count: undone };
  await tx.insertInto('figure_query').values({ hash, ...values }).onConflict((conflict) => conflict.column('hash').doUpdateSet(values)).execute();
  const { id } = await tx.selectFrom('figure_query').select('id').where('hash', '=', hash).executeTakeFirstOrThrow();
  if (fresh) await tx.deleteFrom('figure_month').where('query_id', '=', id).execute();
  return id;
}

async function keepMonth(tx: WriteTx, id: number, month: string, delta: ReadonlyMap<string, bigint>, fresh: boolean): Promise<void> {
  const kept = fresh ? undefined : await tx.selectFrom('figure_month').select('cells').where('query_id', '=', id).where('month', '=', month).executeTakeFirst();
  const cells: Record<string, number | string> = kept === undefined ? {} : readCells(kept.cells);
  const result = new Map(Object.entries(cells));
  for (const [subject, change] of delta) {
    const value = BigInt(result.get(subject) ?? 0) + change;
    if (value === 0n) result.delete(subject);
    else result.set(subject, plain(value));
  }
  if (result.size === 0) {
    await tx.deleteFrom('figure_month').where('query_id', '=', id).where('month', '=', month).execute();
    return;
  }
  const text = canonicalJson(Object.fromEntries(result));
  await tx.insertInto('figure_month').values({ query_id: id, month, cells: text }).onConflict((conflict) => conflict.columns(['query_id', 'month']).doUpdateSet({ cells: text })).execute();
}

/** As a JSON number where it is exact as one. */
function plain(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}
