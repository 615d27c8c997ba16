import type { DataCore } from '#data/core/index.ts';
import { loadIndexDefinitions } from '#data/stability/index.ts';
import { isCategoryQuery, queriesOf } from '#shared/domain/stability/index.ts';
import { RESOURCES } from './core.ts';

/** Tables of the categories that the index of towns asks, detours included. */
export function tablesAsked({ context: { catalogue } }: DataCore): string[] {
  const definitions = loadIndexDefinitions(RESOURCES, catalogue).filter(({ value }) => value.subject === 'town');
  const categories = new Set(definitions.flatMap(({ value }) => queriesOf(value)).filter(isCategoryQuery).flatMap(({ category, via }) => (via === undefined ? [category] : [category, via.category])));
  return catalogue.categories.filter(({ id }) => categories.has(id)).map(({ slug }) => `cat_${slug}`);
}

/** Rows of all of them. */
export function heldRows(core: DataCore): number {
  const { raw } = core.context.store;
  return tablesAsked(core).reduce((sum, table) => sum + Number(raw.prepare(`SELECT count(*) FROM "${table}"`).pluck().get()), 0);
}
