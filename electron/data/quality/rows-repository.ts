import { sql } from 'kysely';
import type { BatchId, RecordPage } from '#shared/contract/index.ts';
import type { CategoryDescriptor, FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import { formatValue, maskPersonal, type CellValue, type RegionIndex } from '#shared/domain/codes/index.ts';
import { tableName } from '#data/catalogue/index.ts';
import type { ReadDb, Secrets } from '#data/store/index.ts';

/** Rows by their ids, in that order, as an official reads them, personal cells masked; ids that are gone are left out. */
export async function rowsById(
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
  const { rows } = await sql<Readonly<Record<string, CellValue>>>`
    SELECT row_id AS "n_row_id", batch_id AS "n_batch_id", row_no AS "n_row_no", superseded_by AS "n_superseded_by", ${sql.join(category.fields.map(({ id }) => sql.ref(id)))}
    FROM ${sql.table(tableName(category))} WHERE row_id IN (${sql.join(rowIds)})
  `.execute(db);
  const cell = (field: FieldDescriptor, value: CellValue): string | null => {
    if (value === null) return null;
    if (field.personal !== undefined) return maskPersonal(field.personal, secrets.reveal(String(value)));
    return field.type === 'region' ? (regions.nameOf(String(value)) ?? String(value)) : formatValue(field, value, 'zh');
  };
  const byId = new Map(rows.map((row) => [Number(row['n_row_id']), row]));
  return {
    category: category.id,
    columns,
    total,
    rows: rowIds.flatMap((rowId) => {
      const row = byId.get(rowId);
      if (row === undefined) return [];
      const cells = category.fields.map((field) => cell(field, row[field.id] ?? null));
      return [{ rowId, batchId: Number(row['n_batch_id']) as BatchId, rowNo: Number(row['n_row_no']), superseded: row['n_superseded_by'] !== null, cells }];
    }),
  };
}
