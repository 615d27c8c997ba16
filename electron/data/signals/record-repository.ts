import { sql, type RawBuilder } from 'kysely';
import type { RowCondition, RuleSubject } from '#shared/domain/signals/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { rowsOf, subjectSql, whereSql, withSql, type Reading } from './reading-repository.ts';

export interface Paging {
  readonly limit: number;
  readonly offset: number;
}

export interface RowIds {
  readonly rowIds: readonly number[];
  readonly total: number;
}

/** Rows of one subject, the latest first. */
export function subjectRows(db: ReadDb, reading: Reading, subject: RuleSubject, value: string, further: readonly RowCondition[], paging: Paging): Promise<RowIds> {
  return pageOf(db, reading, sql`${subjectSql(reading, subject)} = ${value} AND ${whereSql(reading, further)}`, paging);
}

/** A page of the rows of a reading that meet something more, the latest first. */
export async function pageOf(db: ReadDb, reading: Reading, condition: RawBuilder<unknown>, paging: Paging): Promise<RowIds> {
  const from = sql`${rowsOf(reading)} AND ${condition}`;
  const counted = await sql<{ n: number }>`${withSql(reading, [])} SELECT count(*) AS n ${from}`.execute(db);
  const { rows } = await sql<{ id: number }>`
    ${withSql(reading, [])} SELECT t.row_id AS id ${from} ORDER BY t.n_date DESC, t.row_id DESC LIMIT ${paging.limit} OFFSET ${paging.offset}
  `.execute(db);
  return { rowIds: rows.map(({ id }) => id), total: counted.rows[0]?.n ?? 0 };
}
