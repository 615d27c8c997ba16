import { IndexMemo, type Cells } from '#shared/domain/stability/index.ts';
import type { StabilitySubject } from '#shared/contract/index.ts';
import type { Store } from '#data/store/index.ts';
import type { KeptMonth } from './figure-repository.ts';

/** A month of a query as it was read: its text in the store, and what that says. */
interface ReadMonth {
  readonly text: string;
  readonly row: Cells[string];
}

/** What one computation leaves for the next of the same store and index: all that new batches did not touch. */
export interface Remembered {
  readonly memo: IndexMemo;
  /** By query: its cells, and by month what they were read from. */
  readonly cells: Map<string, { readonly months: ReadonlyMap<string, ReadMonth>; readonly cells: Cells }>;
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

/** The cells of a query: months whose text is the same are not read again, and where all are the same it is the same object as last time. */
export function cellsOf({ cells: known }: Remembered, query: string, months: readonly KeptMonth[], read: (text: string) => Cells[string]): Cells {
  const last = known.get(query);
  const now = new Map(months.map(({ month, cells }): [string, ReadMonth] => {
    const before = last?.months.get(month);
    return [month, before?.text === cells ? before : { text: cells, row: read(cells) }];
  }));
  if (last?.months.size === now.size && [...now].every(([month, one]) => last.months.get(month) === one)) return last.cells;
  const cells = Object.fromEntries([...now].map(([month, { row }]) => [month, row]));
  known.set(query, { months: now, cells });
  return cells;
}
