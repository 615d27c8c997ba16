import { rmSync } from 'node:fs';
import { categoryTableSql, columnsOf } from '#data/catalogue/index.ts';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { measureShell } from './children.ts';
import type { Reading } from './meter.ts';

/** As the store sets them. */
const PRAGMAS = 'PRAGMA journal_mode = WAL;\nPRAGMA synchronous = NORMAL;\nPRAGMA temp_store = MEMORY;\nPRAGMA cache_size = -65536;\n';

/**
 * The same file by the shell's `.import` into a table of its columns only, with the key and the index by place and time: no checks,
 * no hash, no batch, and two of our four indexes, since the columns of the others do not exist there.
 */
export function importBare(db: string, csv: string, category: CategoryDescriptor): Promise<Reading> {
  const columns = category.fields.map(({ id, type }) => `"${id}" ${type === 'integer' || type === 'boolean' ? 'INTEGER' : type === 'number' ? 'REAL' : 'TEXT'}`);
  const { place = '', time = '' } = category.roles;
  const key = category.key.map((id) => `"${id}"`).join(', ');
  return load(db, csv, `CREATE TABLE bulk (${columns.join(', ')}) STRICT;\nCREATE UNIQUE INDEX by_key ON bulk (${key});\nCREATE INDEX by_place ON bulk ("${place}", "${time}");\n`);
}

/**
 * Rows that are ready (hash, batch, place, day already in the file) by `.import` into the very table of the category with all its
 * indexes: only what SQLite itself must do for the result.
 *
 * @param store where our import has put the rows
 */
export async function importReady(db: string, csv: string, store: string, category: CategoryDescriptor): Promise<Reading> {
  const [create = '', ...indexes] = categoryTableSql(category);
  const table = `cat_${category.slug}`;
  // The shell fills missing cells at the end of a row with NULL: the closing batch must stand there.
  const closing = /^ {2}"superseded_by".*\n/mu.exec(create)?.[0] ?? '';
  const moved = create.replace(closing, '').replace('\n) STRICT', `,\n${closing.trimEnd().replace(/,$/u, '')}\n) STRICT`).replaceAll(/ REFERENCES batch \(id\)/gu, '');
  const names = columnsOf(category).map(({ name }) => name).filter((name) => name !== 'superseded_by');
  const ready = `${csv}.ready`;
  await measureShell(store, `.mode csv\n.once '${ready}'\nSELECT ${names.map((name) => `"${name}"`).join(', ')} FROM "${table}" ORDER BY row_id;\n`);
  try {
    return await load(db, ready, `${moved};\n${indexes.join(';\n')};\n`, table, '');
  } finally {
    rmSync(ready, { force: true });
  }
}

function load(db: string, csv: string, schema: string, table = 'bulk', skip = '--skip 1'): Promise<Reading> {
  return measureShell(db, `${PRAGMAS}${schema}.import --csv ${skip} '${csv}' ${table}\nSELECT 'rows=' || count(*) FROM "${table}";\n`);
}
