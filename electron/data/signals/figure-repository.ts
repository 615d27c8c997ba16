import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { BoardFigure, BoardGroup, FigureParts } from '#shared/domain/signals/index.ts';
import { fieldOf } from '#data/evidence/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { countySql, rowsOf, townSql, whereSql, withSql, type Reading } from './reading-repository.ts';
import { pageOf, type Paging, type RowIds } from './record-repository.ts';

export type Grouping = BoardGroup | { readonly by: 'month' } | { readonly by: 'none' };

/** A figure in one group; the key of rows that do not say is ''. */
export interface GroupedFigure {
  readonly figure: string;
  readonly key: string;
  readonly parts: FigureParts;
}

const cell = z.union([z.string(), z.number(), z.null()]);

/** All figures over one category, told apart in one way: one grouped query, each figure with its own conditions. */
export async function readFigures(db: ReadDb, reading: Reading, figures: readonly BoardFigure[], grouping: Grouping, place: string | null): Promise<readonly GroupedFigure[]> {
  const columns = figures.flatMap((figure, position) => columnsOf(reading, figure, position));
  const { rows } = await sql<Record<string, unknown>>`
    ${withSql(reading, [])} SELECT coalesce(CAST(${groupSql(reading, grouping)} AS TEXT), '') AS key, ${sql.join(columns)}
    ${rowsOf(reading)} AND ${placeSql(reading, place)} GROUP BY 1
  `.execute(db);
  return rows.flatMap((row) =>
    figures.map(({ id }, position) => {
      const read = (name: string): string | number | null => cell.parse(row[`${name}${String(position)}`] ?? null);
      const amount = read('a');
      return { figure: id, key: String(cell.parse(row['key'] ?? '')), parts: { rows: Number(read('c')), part: Number(read('p') ?? 0), amount: amount === null ? null : String(amount) } };
    }),
  );
}

/** The rows that a figure counts; of a share those that meet it. */
function countedSql(reading: Reading, { source, measure }: BoardFigure): RawBuilder<boolean> {
  const where = whereSql(reading, source.where);
  switch (measure.kind) {
    case 'count':
    case 'sum': return where;
    case 'share': return sql`${where} AND ${whereSql(reading, measure.of)}`;
    case 'distinct': return sql`${where} AND ${column(reading, measure.field)} IS NOT NULL`;
    case 'median': return sql`${where} AND ${column(reading, measure.from)} IS NOT NULL AND ${column(reading, measure.to)} IS NOT NULL`;
  }
}

/** The rows behind one figure, the latest first: of a place, of one group, or of all. */
export function figureRows(db: ReadDb, reading: Reading, figure: BoardFigure, place: string | null, only: { readonly grouping: Grouping; readonly key: string } | null, paging: Paging): Promise<RowIds> {
  const group = only === null ? sql`1` : sql`coalesce(CAST(${groupSql(reading, only.grouping)} AS TEXT), '') = ${only.key}`;
  return pageOf(db, reading, sql`${countedSql(reading, figure)} AND ${placeSql(reading, place)} AND ${group}`, paging);
}

function placeSql(reading: Reading, place: string | null): RawBuilder<boolean> {
  if (place === null) return sql`1`;
  return place.length === 9 ? sql`${townSql(reading)} = ${place}` : sql`${countySql(reading)} = ${place}`;
}

function columnsOf(reading: Reading, figure: BoardFigure, position: number): RawBuilder<unknown>[] {
  const { measure, source } = figure;
  const named = (name: string): RawBuilder<unknown> => sql.id(`${name}${String(position)}`);
  const counted = countedSql(reading, figure);
  const all = measure.kind === 'share' ? whereSql(reading, source.where) : counted;
  const columns = [sql`count(*) FILTER (WHERE ${all}) AS ${named('c')}`];
  switch (measure.kind) {
    case 'count': break;
    case 'share': columns.push(sql`count(*) FILTER (WHERE ${counted}) AS ${named('p')}`); break;
    case 'distinct': columns.push(sql`count(DISTINCT ${column(reading, measure.field)}) FILTER (WHERE ${counted}) AS ${named('p')}`); break;
    // As text: a sum may have more digits than a float keeps.
    case 'sum': columns.push(sql`CAST(sum(${column(reading, measure.field)}) FILTER (WHERE ${counted}) AS TEXT) AS ${named('a')}`); break;
    case 'median': {
      const seconds = sql`unixepoch(${column(reading, measure.to)}) - unixepoch(${column(reading, measure.from)})`;
      // Whole seconds, or the half between two: no float loses that.
      columns.push(sql`median(${seconds}) FILTER (WHERE ${counted}) AS ${named('a')}`);
    }
  }
  return columns;
}

function groupSql(reading: Reading, grouping: Grouping): RawBuilder<unknown> {
  switch (grouping.by) {
    case 'none': return sql`''`;
    case 'month': return sql`substr(t.n_date, 1, 7)`;
    case 'town': return townSql(reading);
    case 'county': return countySql(reading);
    case 'department': return sql`t.n_department`;
    case 'field': return column(reading, grouping.field);
  }
}

function column({ category }: Reading, id: string): RawBuilder<string> {
  return sql`${sql.ref(`t.${fieldOf(category, id).id}`)}`;
}
