import type { BoardView, ParsedInput } from '#shared/contract/index.ts';
import { chinaDay } from '#shared/domain/supply/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import type { Store } from '#data/store/index.ts';
import { batchState } from './coverage-repository.ts';

/** What a board shows of the data; how its rules stand is asked each time. */
export type BoardFigures = Omit<BoardView, 'rules'>;

/** Boards kept for each open store, the least lately asked for goes first. */
const KEPT = 24;
const kept = new WeakMap<Store, Map<string, Promise<BoardFigures>>>();

/**
 * The figures of a board as they were counted before, while no batch of its categories came or went and the day is the same:
 * over hundreds of thousands of rows counting takes seconds, and nothing else changes the answer.
 */
export async function rememberedFigures(
  { store, clock }: Pick<CallContext, 'store' | 'clock'>, hash: string, scope: ParsedInput<'signals.board'>, categories: readonly string[], count: () => Promise<BoardFigures>,
): Promise<BoardFigures> {
  const boards = kept.get(store) ?? new Map<string, Promise<BoardFigures>>();
  kept.set(store, boards);
  const key = JSON.stringify([hash, scope, chinaDay(clock.now()), await batchState(store.db, categories)]);
  const figures = boards.get(key) ?? count();
  boards.delete(key);
  boards.set(key, figures);
  for (const oldest of [...boards.keys()].slice(0, Math.max(0, boards.size - KEPT))) boards.delete(oldest);
  // A count that failed is made again.
  void figures.catch(() => boards.delete(key));
  return figures;
}
