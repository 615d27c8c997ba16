import type { BatchRows } from '#shared/contract/index.ts';
import { categoryById, type CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { monthSpan, monthsUpTo } from '#shared/domain/supply/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { CoreContext } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { pause, rowsByMonth, rowSpan } from '#data/supply/index.ts';
import { batchLinks, type BatchHead } from './batch-repository.ts';
import { closedRows, confirmedRows, laterWitnesses, ownRows, type OtherGroup } from './rows-repository.ts';

const MONTHS_SHOWN = 120;

interface Share {
  rows: number;
  standing: number;
}

/**
 * Where the rows of a batch are today: by month beside all of the category, by town, and which batches they share with.
 *
 * @throws AppError NOT_FOUND when the catalogue does not have the batch's category any more
 */
export async function rowsOf(context: Pick<CoreContext, 'store' | 'catalogue' | 'regions'>, batch: BatchHead): Promise<BatchRows> {
  const { store: { db }, catalogue, regions } = context;
  const category = categoryById(catalogue, batch.category);
  if (category === undefined) throw new AppError('NOT_FOUND', `The catalogue has no category ${batch.category}.`, { category: batch.category });
  const [months, towns, closedBy, all] = [new Map<string, Share>(), new Map<string, Share>(), new Map<number, number>(), { rows: 0, standing: 0 }];
  await walk((after) => ownRows(db, category, batch.id, after), (group) => {
    const standing = group.closedBy === null ? group.rows : 0;
    for (const share of [all, shareOf(months, group.month), shareOf(towns, group.town)]) {
      share.rows += group.rows;
      share.standing += standing;
    }
    if (group.closedBy !== null) closedBy.set(group.closedBy, (closedBy.get(group.closedBy) ?? 0) + group.rows);
  });
  const own = [...months.keys()].filter((month) => month !== '').sort();
  return {
    ...all,
    undated: months.get('')?.rows ?? 0,
    months: await monthsBeside(db, category, months),
    firstMonth: own[0] ?? null,
    lastMonth: own.at(-1) ?? null,
    towns: [...towns].map(([town, share]) => ({ town, name: regions.nameOf(town) ?? town, ...share })).sort((a, b) => b.rows - a.rows || (a.town < b.town ? -1 : 1)),
    superseded: await batchLinks(db, await shares((after) => closedRows(db, category, batch.id, after))),
    supersededBy: await batchLinks(db, closedBy),
    confirmed: await batchLinks(db, await confirmed(db, category, batch.id)),
    confirmedBy: await batchLinks(db, await confirmedBy(db, category, batch.id)),
  };
}

/** Reads stretch after stretch until one is empty, and lets other calls in between. */
async function walk<Group extends { readonly last: number }>(read: (after: number) => Promise<readonly Group[]>, take: (group: Group) => void, from = 0): Promise<void> {
  for (let after = from; ;) {
    const groups = await read(after);
    if (groups.length === 0) return;
    for (const group of groups) {
      take(group);
      after = Math.max(after, group.last);
    }
    await pause();
  }
}

async function shares(read: (after: number) => Promise<readonly OtherGroup[]>, from = 0): Promise<ReadonlyMap<number, number>> {
  const found = new Map<number, number>();
  await walk(read, ({ batch, rows }) => found.set(batch, (found.get(batch) ?? 0) + rows), from);
  return found;
}

/** Rows that went over to the batch when the one before it was taken back keep their witness: they are its own by now. */
async function confirmed(db: ReadDb, category: CategoryDescriptor, batch: number): Promise<ReadonlyMap<number, number>> {
  const found = await shares((after) => confirmedRows(db, category, batch, after));
  return new Map([...found].filter(([other]) => other !== batch));
}

/** What later batches brought again is only looked for among the row ids of the batch, not among all that they brought. */
async function confirmedBy(db: ReadDb, category: CategoryDescriptor, batch: number): Promise<ReadonlyMap<number, number>> {
  const found = new Map<number, number>();
  const span = await rowSpan(db, category, batch);
  if (span === null) return found;
  for (const later of await laterWitnesses(db, category.id, batch)) {
    const rows = (await shares((after) => confirmedRows(db, category, later, after, span.last), span.first - 1)).get(batch);
    if (rows !== undefined) found.set(later, rows);
  }
  return found;
}

async function monthsBeside(db: ReadDb, category: CategoryDescriptor, own: ReadonlyMap<string, Share>): Promise<BatchRows['months']> {
  const held = (await rowsByMonth(db, category.id)).get(category.id) ?? new Map<string, number>();
  const named = [...new Set([...held.keys(), ...own.keys()])].filter((month) => month !== '').sort();
  const [first, last] = [named[0], named.at(-1)];
  if (first === undefined || last === undefined) return [];
  return monthsUpTo(last, Math.min(MONTHS_SHOWN, monthSpan(first, last))).map((month) => ({ month, category: held.get(month) ?? 0, ...(own.get(month) ?? { rows: 0, standing: 0 }) }));
}

function shareOf(shares: Map<string, Share>, key: string): Share {
  const known = shares.get(key) ?? { rows: 0, standing: 0 };
  shares.set(key, known);
  return known;
}
