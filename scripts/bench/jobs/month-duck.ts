import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import type { DataCore } from '#data/core/index.ts';
import { openCore } from '../core.ts';
import { copyTable } from '../duck-tables.ts';
import { jobArguments, tell } from '../meter.ts';
import { hearQueries, type HeardQuery } from '../month-queries.ts';
import { tablesAsked } from '../month-rows.ts';

/**
 * The queries of the index from scratch in DuckDB, over the rows of a store whose month is computed: rows copied and figures compared
 * before it is measured, and everything asked once so that nothing is cold. In memory, on all cores.
 */
const [storePath, listened] = jobArguments('store', 'small store');
const queries = await hearQueries(listened);
const core = await openCore(storePath);
const duck = await (await DuckDBInstance.create(':memory:')).connect();
await duck.run('CREATE MACRO unixepoch(moment) AS epoch(CAST(moment AS TIMESTAMP))');
let rows = 0;
for (const table of tablesAsked(core)) rows += await copyTable(core.context.store.raw, duck, table, queries.map(({ text }) => text).filter((text) => text.includes(`"${table}"`)));
const [ours, theirs] = [keptFigures(core), (await Promise.all(queries.map((query) => askedFigures(duck, query)))).flat().sort()];
if (ours.length === 0 || ours.join('\n') !== theirs.join('\n')) throw new Error('DuckDB finds other figures than the store keeps.');
await tell(async () => {
  for (const { text, values } of queries) await duck.runAndReadAll(text, [...values]);
  return rows;
});
await core.close();

/** Of every query one text with all its cells, in their order; a query that found nothing has none. */
function keptFigures({ context: { store } }: DataCore): string[] {
  const kept = z.array(z.object({ id: z.number(), month: z.string(), cells: z.string() })).parse(store.raw.prepare('SELECT query_id AS id, month, cells FROM figure_month').all());
  const lines = new Map<number, string[]>();
  for (const { id, month, cells } of kept) {
    const of = lines.get(id) ?? [];
    lines.set(id, of);
    for (const [subject, value] of Object.entries(z.record(z.string(), z.union([z.string(), z.number()])).parse(JSON.parse(cells)))) of.push(`${month} ${subject} ${String(value)}`);
  }
  return [...lines.values()].map((of) => of.sort().join(';')).sort();
}

/** The same as DuckDB finds it: subject and month as numbers, 0 or nothing for what has none, then a column for each figure. */
async function askedFigures(connection: DuckDBConnection, { text, values }: HeardQuery): Promise<string[]> {
  const found = (await connection.runAndReadAll(text, [...values])).getRows();
  const figures = Array.from({ length: (found[0]?.length ?? 2) - 2 }, (_, at) => at + 2);
  return figures.flatMap((at) => {
    const lines = found.flatMap((row) => {
      const [subject, month, value] = [Number(row[0] ?? 0), Number(row[1] ?? 0), BigInt(String(row[at] ?? 0))];
      const of = month === 0 ? '' : `${String(Math.floor(month / 100))}-${String(month % 100).padStart(2, '0')}`;
      return value === 0n ? [] : [`${of} ${subject === 0 ? '' : String(subject)} ${value.toString()}`];
    });
    return lines.length === 0 ? [] : [lines.sort().join(';')];
  });
}
