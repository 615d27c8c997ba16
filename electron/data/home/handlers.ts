import type { homeContract } from '#shared/contract/home.ts';
import { definitionsHandlers } from '#data/definitions/index.ts';
import type { Handlers } from '#data/kernel/index.ts';
import { todayOf } from './today.ts';

/** @param shipped the texts of the ledger that this program brings */
export function homeHandlers(shipped: Parameters<typeof definitionsHandlers>[0]): Handlers<typeof homeContract> {
  const definitions = definitionsHandlers(shipped);
  return { 'home.today': (_input, context) => todayOf(context, definitions) };
}
