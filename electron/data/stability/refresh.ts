import { AppError } from '#shared/errors/index.ts';
import type { ReadDb, Store } from '#data/store/index.ts';
import { contributionsOfPiece, contributionsSince, lastRow } from './contribution-repository.ts';
import { keepFigures, keptState, readBatches, type Batches, type StoreState } from './figure-repository.ts';
import type { KeptQuery, Pass } from './pass.ts';
import { Tally } from './tally.ts';

/** Rows that one piece of a first reading takes: some hundred milliseconds. */
const PIECE = 50_000;
/** How often batches may come in while figures are read before it is given up. */
const ATTEMPTS = 5;

export interface RefreshHooks {
  /** Throws CANCELLED where it is wished; lets others in between. */
  readonly breathe: () => Promise<void>;
  /** Rows read so far, passes done of all. */
  readonly progress: (rows: number, done: number, total: number) => void;
}

/**
 * Brings the kept figures of the passes up to the last batch: by the rows that came, went and moved since, or by reading a category
 * for the first time (also after a batch that they know was taken back). Returns the batches that they know then.
 *
 * @throws AppError CANCELLED; CONFLICT where batches keep coming in from another program
 */
export async function refreshFigures(store: Store, passes: readonly Pass[], hooks: RefreshHooks): Promise<Batches> {
  let rows = 0;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const batches = await readBatches(store.db);
    let current = true;
    for (const [position, pass] of passes.entries()) {
      if (!current) break;
      await hooks.breathe();
      const read = await refreshPass(store, pass, batches, async (done) => {
        hooks.progress(rows + done, position, passes.length);
        await hooks.breathe();
      });
      current = read !== null;
      rows += read ?? 0;
      hooks.progress(rows, position + 1, passes.length);
    }
    if (current && (await sameBatches(store.db, passes, batches))) return batches;
  }
  throw new AppError('CONFLICT', 'Batches keep coming in while the figures are read; compute again when the import is done.');
}

/** True where no batch came or went since: what was read in between is of one store. */
export async function sameBatches(db: ReadDb, passes: readonly Pass[], before: Batches): Promise<boolean> {
  const now = await readBatches(db);
  return now.last === before.last && passes.every((pass) => now.undone(categoriesOf(pass), now.last) === before.undone(categoriesOf(pass), before.last));
}

export function categoriesOf({ category, via }: Pass): string[] {
  return via === null ? [category.id] : [category.id, via.category.id];
}

/** What a pass knows once it is refreshed. */
export function stateFor(pass: Pass, batches: Batches): StoreState {
  return { lastBatch: batches.last, undone: batches.undone(categoriesOf(pass), batches.last) };
}

/** Rows read; null where batches came or went meanwhile, and nothing was kept. */
async function refreshPass(store: Store, pass: Pass, batches: Batches, onRows: (rows: number) => Promise<void>): Promise<number | null> {
  const groups = await groupByState(store, pass, batches);
  let rows = 0;
  for (const [seen, queries] of groups) {
    const part: Pass = { ...pass, queries };
    const tally = new Tally();
    if (seen === null) rows += await readAll(store, part, tally, onRows);
    else if (batches.isNew(categoriesOf(pass), seen)) {
      const { gained, lost } = await contributionsSince(store.db, part, seen);
      tally.add(gained, 1n);
      tally.add(lost, -1n);
    }
    const kept = await store.write(async (tx) => {
      // A batch that another program brought in meanwhile may be in what was read, or only half of it.
      if (!(await sameBatches(tx, [pass], batches))) return false;
      await keepFigures(tx, queries, { fresh: seen === null, tally, state: stateFor(pass, batches) });
      return true;
    });
    if (!kept) return null;
  }
  return rows;
}

/** Queries of a pass by what they know; null = nothing that still holds. Those that know all are left out. */
async function groupByState(store: Store, pass: Pass, batches: Batches): Promise<Map<number | null, KeptQuery[]>> {
  const groups = new Map<number | null, KeptQuery[]>();
  for (const query of pass.queries) {
    const kept = await keptState(store.db, query.hash);
    const holds = kept !== null && kept.lastBatch <= batches.last && kept.undone === batches.undone(categoriesOf(pass), kept.lastBatch);
    const seen = holds ? kept.lastBatch : null;
    if (seen === batches.last && kept?.undone === stateFor(pass, batches).undone) continue;
    groups.set(seen, [...(groups.get(seen) ?? []), query]);
  }
  return groups;
}

async function readAll(store: Store, pass: Pass, tally: Tally, onRows: (rows: number) => Promise<void>): Promise<number> {
  const last = await lastRow(store.db, pass);
  for (let after = 0; after < last; after += PIECE) {
    tally.add(await contributionsOfPiece(store.db, pass, { after, upTo: after + PIECE }), 1n);
    await onRows(Math.min(after + PIECE, last));
  }
  return last;
}
