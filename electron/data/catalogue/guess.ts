import type { Catalogue, CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { headerIndex, matchHeader, type HeaderIndex } from './header-index.ts';

export interface CategoryGuess {
  readonly category: string;
  /** 0..1, for ordering only: share of the file's headers recognised, and of the category's fields and keys found. */
  readonly score: number;
  /** Fields of the category that have a header. */
  readonly matched: number;
  /** Every key field has a header. */
  readonly keyFound: boolean;
}

const indexes = new WeakMap<Catalogue, readonly { readonly category: CategoryDescriptor; readonly index: HeaderIndex }[]>();

/** Which category a file's headers are of, best first; categories that recognise none are left out. */
export function guessCategory(catalogue: Catalogue, headers: readonly string[]): CategoryGuess[] {
  const named = headers.filter((header) => header.trim() !== '');
  return indexed(catalogue)
    .map(({ category, index }) => rate(category, index, named))
    .filter(({ matched }) => matched > 0)
    .sort((a, b) => b.score - a.score);
}

function rate(category: CategoryDescriptor, index: HeaderIndex, headers: readonly string[]): CategoryGuess {
  const matches = headers.flatMap((header) => matchHeader(index, header) ?? []);
  const fields = new Set(matches.map(({ field }) => field));
  const own = new Set(matches.filter(({ source }) => source === 'name').map(({ field }) => field));
  const keys = category.key.filter((id) => fields.has(id)).length / category.key.length;
  const recognised = headers.length === 0 ? 0 : fields.size / headers.length;
  // Synonyms are shared between categories more than names are: a name tells a little more.
  const names = headers.length === 0 ? 0 : own.size / headers.length;
  const score = 0.45 * recognised + 0.15 * names + 0.1 * (fields.size / category.fields.length) + 0.3 * keys;
  return { category: category.id, score, matched: fields.size, keyFound: keys === 1 };
}

/** 48 indexes of some thousand headers take a few milliseconds: once per catalogue. */
function indexed(catalogue: Catalogue): readonly { readonly category: CategoryDescriptor; readonly index: HeaderIndex }[] {
  const known = indexes.get(catalogue) ?? catalogue.categories.map((category) => ({ category, index: headerIndex(category) }));
  indexes.set(catalogue, known);
  return known;
}
