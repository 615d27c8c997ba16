import { sql } from 'kysely';
import { z } from 'zod';
import type { BatchId, RecordPage } from '#shared/contract/index.ts';
import type { CategoryDescriptor, FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import { formatValue, maskPersonal, type RegionIndex } from '#shared/domain/codes/index.ts';
import { tableName } from '#data/catalogue/index.ts';
import type { ReadDb, Secrets } from '#data/store/index.ts';

const rowSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/** Rows by their ids, in the order of the ids, formatted for people: labels for codes, names for places, personal cells masked. */
export async function recordsById(
  db: ReadDb,
  { secrets, regions }: { readonly secrets: Secrets; readonly regions: RegionIndex },
  category: CategoryDescriptor,
  rowIds: readonly number[],
  total: number,
): Promise<RecordPage> {
  const columns = category.fields.map((field) => ({
    field: field.id, name: field.name, unit: field.unit ?? null, numeric: field.type === 'integer' || field.type === 'number', personal: field.personal !== undefined,
  }));
  if (rowIds.length === 0) return { category: category.id, columns, rows: [], total };
  const fields = category.fields.map(({ id }) => sql.ref(id));
  const found = await sql`
    SELECT row_id, batch_id, row_no, superseded_by, ${sql.join(fields)} FROM ${sql.table(tableName(category))} WHERE row_id IN (${sql.join(rowIds)})
  `.execute(db);
  const rows = z.array(rowSchema).parse(found.rows);
  const cell = (field: FieldDescriptor, value: string | number | null): string | null => {
    if (value === null) return null;
    if (field.personal !== undefined) return maskPersonal(field.personal, secrets.reveal(String(value)));
    const shown = formatValue(field, value, 'zh');
    return field.type === 'region' && shown !== null ? (regions.nameOf(shown) ?? shown) : shown;
  };
  const byId = new Map(rows.map((row) => [Number(row['row_id']), row]));
  return {
    category: category.id,
    columns,
    total,
    rows: rowIds.flatMap((rowId) => {
      const row = byId.get(rowId);
      if (row === undefined) return [];
      const cells = category.fields.map((field) => cell(field, row[field.id] ?? null));
      return [{ rowId, batchId: Number(row['batch_id']) as BatchId, rowNo: Number(row['row_no']), superseded: row['superseded_by'] !== null, cells }];
    }),
  };
}
