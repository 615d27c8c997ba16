import type { AheadId, HomeAhead, HomeNeed, NeedId, NeedTarget } from '#shared/contract/index.ts';

/** What one query found: how many, how many of them are past their day, and the nearest day from today on. */
export interface Tally {
  readonly count: number;
  readonly late: number;
  readonly due: string | null;
}

/** What a part of the program tells: what waits now, and days that are still to come. */
export interface Told {
  readonly needs: readonly HomeNeed[];
  readonly ahead: readonly { readonly id: AheadId; readonly on: string }[];
}

export const NOTHING: Told = { needs: [], ahead: [] };

/** A need of a tally; what is late is grave unless said otherwise. */
export function need(id: NeedId, { count, late, due }: Tally, more: { readonly grave?: boolean; readonly first?: NeedTarget | null } = {}): HomeNeed {
  return { id, count, late, due, grave: more.grave ?? late > 0, first: more.first ?? null };
}

/** A tally of things that have no deadline. */
export const plain = (count: number): Tally => ({ count, late: 0, due: null });

/** The nearest day after today of all that are known, with how many things of its kind fall on it; the first kind named where two share the day. */
export function nearest(ahead: Told['ahead'], today: string): HomeAhead | null {
  const coming = ahead.filter(({ on }) => on > today);
  const [on] = coming.map((one) => one.on).sort();
  const first = coming.find((one) => one.on === on);
  return first === undefined ? null : { ...first, count: coming.filter((one) => one.id === first.id && one.on === first.on).length };
}
