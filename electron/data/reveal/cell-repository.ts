import { sql } from 'kysely';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { tableName } from '#data/catalogue/index.ts';
import type { ReadDb } from '#data/store/index.ts';

/** One stored cell: undefined where there is no such row, null where the cell is empty. */
export async function storedCell(db: ReadDb, category: CategoryDescriptor, rowId: number, field: string): Promise<string | null | undefined> {
  const { rows } = await sql<{ value: string | null }>`SELECT ${sql.ref(field)} AS value FROM ${sql.table(tableName(category))} WHERE row_id = ${rowId}`.execute(db);
  return rows[0]?.value;
}
