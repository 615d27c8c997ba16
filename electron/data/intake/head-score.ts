import type { MappedColumn } from '#shared/contract/intake.ts';
import { normaliseHeader, type Catalogue, type CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { guessCategory, headerIndex, matchHeader } from '#data/catalogue/index.ts';
import type { HeaderScore } from './head.ts';
import type { RememberedHeaders } from './mapping.ts';

/** Headers of whichever category they fit best: its fields found, one more when its key is among them. */
export function ofAnyCategory(catalogue: Catalogue): HeaderScore {
  return (headers) => {
    const best = guessCategory(catalogue, headers)[0];
    return best === undefined ? 0 : best.matched + (best.keyFound ? 1 : 0);
  };
}

/** Headers of one category, by names, synonyms, or as somebody mapped them before. */
export function ofCategory(category: CategoryDescriptor, remembered: RememberedHeaders): HeaderScore {
  const index = headerIndex(category);
  return (headers) => new Set(headers.flatMap((header) => matchHeader(index, header)?.field ?? remembered.get(normaliseHeader(header))?.field ?? [])).size;
}

/** The very headers that were mapped. */
export function asMapped(mapping: readonly MappedColumn[]): HeaderScore {
  return (headers) => (mapping.every((column) => (headers[column.index] ?? '') === column.header) ? 1 : 0);
}
