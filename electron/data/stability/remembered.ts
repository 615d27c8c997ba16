import { IndexMemo, type Cells } from '#shared/domain/stability/index.ts';
import type { StabilitySubject } from '#shared/contract/index.ts';
import type { Store } from '#data/store/index.ts';

/** What one computation leaves for the next of the same store and index: all that new batches did not touch. */
export interface Remembered {
  readonly memo: IndexMemo;
  /** By query: the text as it was kept, and what was read from it. */
  readonly cells: Map<string, { readonly text: string; readonly cells: Cells }>;
}

const held = new WeakMap<Store, Map<StabilitySubject, Remembered>>();

/** Nobody else has it while the work goes on: a second computation at the same time begins with nothing. */
export async function remembering<T>(store: Store, subject: StabilitySubject, work: (remembered: Remembered) => Promise<T>): Promise<T> {
  const ofStore = held.get(store) ?? new Map<StabilitySubject, Remembered>();
  held.set(store, ofStore);
  const remembered = ofStore.get(subject) ?? { memo: new IndexMemo(), cells: new Map() };
  ofStore.delete(subject);
  try {
    return await work(remembered);
  } finally {
    ofStore.set(subject, remembered);
  }
}

/** The cells of a text; the same object as last time where the text of the query is the same. */
export function cellsOf({ cells: known }: Remembered, query: string, text: string, read: () => Cells): Cells {
  const last = known.get(query);
  if (last?.text === text) return last.cells;
  const cells = read();
  known.set(query, { text, cells });
  return cells;
}
