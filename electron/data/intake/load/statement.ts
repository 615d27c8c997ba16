import type { Store } from '#data/store/index.ts';

/** A prepared statement of the store's driver that takes any number of values. */
export type Statement = ReturnType<typeof prepare>;

export function prepare(raw: Store['raw'], sql: string) {
  return raw.prepare(sql);
}
