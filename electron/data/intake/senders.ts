import { z } from 'zod';
import { normaliseHeader } from '#shared/domain/catalogue/index.ts';
import type { ReadDb } from '#data/store/index.ts';

/** Batches whose headers are remembered: a header that has been gone for longer is new again. */
const REMEMBERED_BATCHES = 24;
const headersText = z.array(z.string());

/** Who has sent batches of a category, the latest first; '' for batches without a sender. */
export async function sendersOf(db: ReadDb, category: string): Promise<string[]> {
  const rows = await db
    .selectFrom('batch')
    .select('sender')
    .select((e) => e.fn.max('id').as('last'))
    .where('category', '=', category)
    .where('state', '=', 'committed')
    .where('format', '<>', 'decision')
    .groupBy('sender')
    .orderBy('last', 'desc')
    .execute();
  return rows.map(({ sender }) => sender);
}

/** What is different about the headers of a known sender's file. */
export interface HeaderChanges {
  /** In none of the sender's batches so far. */
  readonly added: readonly string[];
  /** In the last one, and not in this file. */
  readonly gone: readonly string[];
}

/** @returns null for a sender without a batch in this category: then every header is new, and none is worth a word */
export async function headerChanges(db: ReadDb, category: string, sender: string, headers: readonly string[]): Promise<HeaderChanges | null> {
  const rows = await db
    .selectFrom('batch')
    .select('headers')
    .where('category', '=', category)
    .where('sender', '=', sender)
    .where('state', '=', 'committed')
    .where('format', '<>', 'decision')
    .orderBy('id', 'desc')
    .limit(REMEMBERED_BATCHES)
    .execute();
  const batches = rows.map((row) => headersText.parse(JSON.parse(row.headers)));
  const [last] = batches;
  if (last === undefined) return null;
  const known = new Set(batches.flat().map(normaliseHeader));
  const here = new Set(headers.map(normaliseHeader));
  const named = (header: string): boolean => header !== '';
  return { added: headers.filter((header) => named(header) && !known.has(normaliseHeader(header))), gone: last.filter((header) => named(header) && !here.has(normaliseHeader(header))) };
}
