import type { MappedColumn, SuggestedColumn } from '#shared/contract/intake.ts';
import { normaliseHeader, type CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { missingRequired, type ColumnBinding } from '#shared/domain/codes/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { headerIndex, matchHeader } from '#data/catalogue/index.ts';
import type { ReadDb, WriteTx } from '#data/store/index.ts';

/** A header as somebody mapped it before; `field` null = left out on purpose. */
export interface Remembered {
  readonly field: string | null;
  readonly unit: string | null;
}
export type RememberedHeaders = ReadonlyMap<string, Remembered>;

/** Mappings that people chose for this category, by normalised header: the sender's own, and what was chosen without a sender. */
export async function rememberedHeaders(db: ReadDb, category: string, sender: string): Promise<RememberedHeaders> {
  const rows = await db.selectFrom('sender_mapping').selectAll().where('category', '=', category).where('sender', 'in', ['', sender]).orderBy('sender').execute();
  return new Map(rows.map((row) => [row.header, { field: row.field === '' ? null : row.field, unit: row.unit }]));
}

/**
 * Which column feeds which field: what a person chose before goes first, then names, then synonyms.
 * A field is fed once; a second column that could feed it is left out.
 */
export function suggestMapping(category: CategoryDescriptor, headers: readonly string[], remembered: RememberedHeaders): SuggestedColumn[] {
  const index = headerIndex(category);
  const known = new Set(category.fields.map((field) => field.id));
  const taken = new Set<string>();
  const columns: SuggestedColumn[] = headers.map((header, place) => ({ index: place, header, field: null, unit: null, source: 'none' }));
  const settle = (place: number, field: string, unit: string | null, source: SuggestedColumn['source']): void => {
    const column = columns[place];
    if (column?.source !== 'none' || taken.has(field)) return;
    taken.add(field);
    columns[place] = { ...column, field, unit, source };
  };
  headers.forEach((header, place) => {
    const choice = remembered.get(normaliseHeader(header));
    const column = columns[place];
    if (choice === undefined || column === undefined) return;
    if (choice.field === null) columns[place] = { ...column, source: 'remembered' };
    else if (known.has(choice.field)) settle(place, choice.field, choice.unit, 'remembered');
  });
  for (const source of ['name', 'synonym'] as const) {
    headers.forEach((header, place) => {
      const match = matchHeader(index, header);
      if (match?.source === source) settle(place, match.field, match.unit ?? null, source);
    });
  }
  return columns;
}

/**
 * The columns that feed fields.
 *
 * @throws AppError BAD_INPUT for unknown or doubly fed fields; MAPPING_INCOMPLETE with `details.fields` when a required one has no column
 */
export function bindMapping(category: CategoryDescriptor, mapping: readonly MappedColumn[]): ColumnBinding[] {
  const fed = new Set<string>();
  const bindings = mapping.flatMap(({ index, field, unit }): ColumnBinding[] => {
    if (field === null) return [];
    if (!category.fields.some((candidate) => candidate.id === field)) throw new AppError('BAD_INPUT', `Category ${category.id} has no field "${field}".`, { field });
    if (fed.has(field)) throw new AppError('BAD_INPUT', `Two columns feed the field "${field}"; leave one of them out.`, { field });
    fed.add(field);
    return [{ index, field, unit }];
  });
  const missing = missingRequired(category, bindings);
  if (missing.length === 0) return bindings;
  const names = missing.map((id) => category.fields.find((field) => field.id === id)?.name.zh ?? id);
  throw new AppError('MAPPING_INCOMPLETE', `No column feeds the required ${missing.length === 1 ? 'field' : 'fields'} ${names.join(', ')} of ${category.id}.`, {
    category: category.id, fields: missing, names,
  });
}

/** Keeps what a person changed against what would be suggested without this sender, and forgets what agrees with it again. */
export async function rememberMapping(tx: WriteTx, category: CategoryDescriptor, sender: string, mapping: readonly MappedColumn[]): Promise<void> {
  const plain = suggestMapping(category, mapping.map((column) => column.header), sender === '' ? new Map() : await rememberedHeaders(tx, category.id, ''));
  for (const [place, column] of mapping.entries()) {
    const header = normaliseHeader(column.header);
    if (header === '') continue;
    const suggested = plain[place];
    if (suggested?.field === column.field && suggested.unit === column.unit) {
      await tx.deleteFrom('sender_mapping').where('category', '=', category.id).where('sender', '=', sender).where('header', '=', header).execute();
      continue;
    }
    const values = { field: column.field ?? '', unit: column.unit };
    await tx
      .insertInto('sender_mapping')
      .values({ category: category.id, sender, header, ...values })
      .onConflict((conflict) => conflict.columns(['category', 'sender', 'header']).doUpdateSet(values))
      .execute();
  }
}

/** One text for what a mapping does to a file; two imports of a file with different ones are two imports. */
export function mappingSignature(mapping: readonly MappedColumn[]): string {
  return JSON.stringify(mapping.flatMap(({ index, field, unit }) => (field === null ? [] : [[index, field, unit]])));
}
