import { basename } from 'node:path';
import type { FileInspection } from '#shared/contract/intake.ts';
import { categoryById, type Catalogue, type CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { missingRequired } from '#shared/domain/codes/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { guessCategory, type CategoryGuess } from '#data/catalogue/index.ts';
import type { CoreContext } from '#data/kernel/index.ts';
import { batchesOfSize } from './batches.ts';
import { readHead } from './head.ts';
import { ofAnyCategory, ofCategory } from './head-score.ts';
import { rememberedHeaders, suggestMapping } from './mapping.ts';
import { compileMask } from './mask.ts';
import { openTable, type TableSource } from './readers/index.ts';
import { headerChanges, sendersOf } from './senders.ts';

const PREVIEW_ROWS = 20;
/** Enough for the headers and the preview, with some empty rows above and between. */
const HEAD_ROWS = 100;
const GUESSES_SHOWN = 5;

export interface InspectOptions {
  readonly category?: string | undefined;
  readonly sheet?: string | undefined;
  /** By default whoever sent the last batch of the category. */
  readonly sender?: string | undefined;
}

/**
 * What a file is, which category it fits, and how its columns would be mapped. Reads only its beginning, unless a batch
 * has exactly its size.
 *
 * @throws AppError those of the readers; FILE_NO_HEADER when no category is named and none fits; NOT_FOUND for an unknown category
 */
export async function inspectFile(context: Pick<CoreContext, 'store' | 'catalogue'>, path: string, options: InspectOptions = {}): Promise<FileInspection> {
  const { store, catalogue } = context;
  const source = await openTable(path, { sheet: options.sheet, head: HEAD_ROWS });
  try {
    const named = options.category === undefined ? null : categoryOf(catalogue, options.category);
    const score = named === null ? ofAnyCategory(catalogue) : ofCategory(named, await rememberedHeaders(store.db, named.id, options.sender ?? ''));
    const { header, preview } = await readHead(source, PREVIEW_ROWS, score);
    const headers = header?.headers ?? [];
    const guesses = guessCategory(catalogue, headers);
    const category = named ?? fitting(catalogue, guesses, path);
    const senders = await sendersOf(store.db, category.id);
    const sender = options.sender ?? senders[0] ?? '';
    const mapping = suggestMapping(category, headers, await rememberedHeaders(store.db, category.id, sender));
    const mask = compileMask(category, mapping);
    const width = Math.max(headers.length, ...preview.map((row) => row.cells.length));
    return {
      fileName: basename(path),
      size: source.size,
      format: source.format,
      encoding: source.encoding(),
      delimiter: source.delimiter,
      sheets: source.sheets,
      sheet: source.sheet,
      headers,
      headerRow: header?.rowNo ?? 0,
      headerLines: header?.lines ?? 1,
      above: (header?.above ?? []).map(({ cells }) => compileMask(category, [])(cells).filter((cell) => cell.trim() !== '').join(' ')),
      preview: preview.map((row) => mask(Array.from({ length: width }, (_, index) => row.cells[index] ?? ''))),
      guesses: guesses.slice(0, GUESSES_SHOWN),
      category: category.id,
      sender,
      senders: senders.filter((name) => name !== ''),
      headerChanges: await headerChanges(store.db, category.id, sender, headers),
      mapping,
      missing: missingRequired(category, mapping.flatMap(({ index, field, unit }) => (field === null ? [] : [{ index, field, unit }]))),
      alreadyImported: await alreadyImported(context, category, source),
    };
  } finally {
    await source.close();
  }
}

/** @throws AppError NOT_FOUND */
export function categoryOf(catalogue: Catalogue, id: string): CategoryDescriptor {
  const category = categoryById(catalogue, id);
  if (category === undefined) throw new AppError('NOT_FOUND', `The catalogue has no category ${id}.`, { category: id });
  return category;
}

/** The best guess, unless it rests on chance: a name and an address stand in half of all tables. */
function fitting(catalogue: Catalogue, guesses: readonly CategoryGuess[], path: string): CategoryDescriptor {
  const best = guesses[0];
  if (best !== undefined && (best.keyFound || (best.matched >= 3 && best.score >= 0.35))) return categoryOf(catalogue, best.category);
  throw new AppError('FILE_NO_HEADER', `${path}: the first row holds the headers of no category. Put the column names into the first row, or name the category and map the columns.`, { path });
}

async function alreadyImported({ store }: Pick<CoreContext, 'store'>, category: CategoryDescriptor, source: TableSource): Promise<FileInspection['alreadyImported']> {
  const candidates = await batchesOfSize(store.db, category.id, source.size);
  if (candidates.length === 0) return null;
  const sha256 = await source.sha256();
  const found = candidates.find((batch) => batch.sha256 === sha256);
  return found === undefined ? null : { batchId: found.id, at: found.at };
}
