import { BIGINT, DOUBLE, DuckDBDataChunk, VARCHAR, type DuckDBConnection, type DuckDBType } from '@duckdb/node-api';
import { z } from 'zod';
import type { DataCore } from '#data/core/index.ts';

type Raw = DataCore['context']['store']['raw'];

const TYPES: Readonly<Record<string, { readonly name: string; readonly type: DuckDBType }>> = {
  INTEGER: { name: 'BIGINT', type: BIGINT }, REAL: { name: 'DOUBLE', type: DOUBLE }, TEXT: { name: 'VARCHAR', type: VARCHAR },
};
/** Rows of one data chunk of DuckDB. */
const CHUNK = 2048;
const column = z.object({ name: z.string(), type: z.string() });
const cell = z.union([z.string(), z.number(), z.bigint(), z.null()]);

/** Copies every row of a table into DuckDB, with those of its columns that the texts name. Returns the rows. */
export async function copyTable(raw: Raw, duck: DuckDBConnection, table: string, texts: readonly string[]): Promise<number> {
  const named = z.array(column).parse(raw.prepare('SELECT name, type FROM pragma_table_info(?)').all(table)).filter(({ name }) => texts.some((text) => new RegExp(`\\b${name}\\b`, 'u').test(text)));
  const columns = named.map(({ name, type }) => {
    const known = TYPES[type];
    if (known === undefined) throw new Error(`${table}.${name} is ${type}: no query of the index asks for such a column`);
    return { name, as: known.name, type: known.type };
  });
  await duck.run(`CREATE TABLE "${table}" (${columns.map(({ name, as }) => `"${name}" ${as}`).join(', ')})`);
  const appender = await duck.createAppender(table);
  let rows = 0;
  for (const chunk of chunks(raw.prepare(`SELECT ${columns.map(({ name }) => `"${name}"`).join(', ')} FROM "${table}"`).raw().safeIntegers().iterate())) {
    const data = DuckDBDataChunk.create(columns.map(({ type }) => type), chunk.length);
    data.setRows(chunk);
    appender.appendDataChunk(data);
    rows += chunk.length;
  }
  appender.closeSync();
  return rows;
}

function* chunks(rows: Iterable<unknown>): Generator<z.infer<typeof cell>[][]> {
  let held: z.infer<typeof cell>[][] = [];
  for (const row of rows) {
    held.push(z.array(cell).parse(row));
    if (held.length < CHUNK) continue;
    yield held;
    held = [];
  }
  if (held.length > 0) yield held;
}
