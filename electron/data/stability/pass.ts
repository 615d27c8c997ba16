import { fieldById, type Catalogue, type CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { isCategoryQuery, queryKey, type CategoryQuery, type IndexDefinition, type IndexQuery } from '#shared/domain/stability/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import { sha256 } from './definitions.ts';

/** By what figures are kept: place, or department. */
export type By = IndexDefinition['subject'];

/** A query as it is kept: its hash covers the descriptors too, so that a changed field is read anew. */
export interface KeptQuery {
  readonly query: CategoryQuery;
  readonly hash: string;
  /** Decimal places of a summed field. */
  readonly scale: number;
}

/** Queries that one reading of a category answers: same category, same detour, kept by the same thing. */
export interface Pass {
  readonly category: CategoryDescriptor;
  readonly via: { readonly category: CategoryDescriptor; readonly field: string } | null;
  readonly by: By;
  readonly queries: readonly KeptQuery[];
}

/** @throws AppError RESOURCE_INVALID when a query names what the catalogue does not have */
export function planPasses(catalogue: Catalogue, by: By, queries: readonly IndexQuery[]): Pass[] {
  const passes = new Map<string, { readonly pass: Omit<Pass, 'queries'>; readonly queries: KeptQuery[] }>();
  for (const query of queries.filter(isCategoryQuery)) {
    const category = find(catalogue, query.category);
    const via = query.via === undefined ? null : { category: find(catalogue, query.via.category), field: query.via.field };
    const key = `${category.id} ${via === null ? '' : `${via.category.id} ${via.field}`}`;
    const group = passes.get(key) ?? { pass: { category, via, by }, queries: [] };
    group.queries.push({ query, hash: sha256(`${by} ${queryKey(query)} ${descriptorHash(category)} ${via === null ? '' : descriptorHash(via.category)}`), scale: scaleOf(category, query) });
    passes.set(key, group);
  }
  return [...passes.values()].map(({ pass, queries: kept }) => ({ ...pass, queries: kept }));
}

/** Every category that queries read, with those that say where. */
export function categoriesAsked(queries: readonly IndexQuery[]): string[] {
  return [...new Set(queries.filter(isCategoryQuery).flatMap(({ category, via }) => (via === undefined ? [category] : [category, via.category])))];
}

const hashes = new WeakMap<CategoryDescriptor, string>();

function descriptorHash(category: CategoryDescriptor): string {
  const hash = hashes.get(category) ?? sha256(canonicalJson(category));
  hashes.set(category, hash);
  return hash;
}

/** Decimal places of what a query adds up; 0 for a count. */
export function scaleOf(category: CategoryDescriptor, { measure }: CategoryQuery): number {
  return measure.kind === 'sum' ? (fieldById(category, measure.field)?.scale ?? 0) : 0;
}

function find(catalogue: Catalogue, id: string): CategoryDescriptor {
  const category = catalogue.categories.find((one) => one.id === id);
  if (category === undefined) throw new AppError('RESOURCE_INVALID', `There is no category ${id}.`, { path: id, reason: 'no such category' });
  return category;
}
