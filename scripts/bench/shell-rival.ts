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
  const { create, indexes, table } = shellTable(category);
  return withReady(csv, store, category, '', (ready) => load(db, ready, `${create};\n${indexes.join(';\n')};\n`, table, ''));
}

/** The same for the rows of one batch, into a table that holds others already. */
export function importReadyInto(db: string, csv: string, store: string, category: CategoryDescriptor, batch: number): Promise<Reading> {
  const { table } = shellTable(category);
  return withReady(csv, store, category, `WHERE batch_id = ${String(batch)}`, (ready) => load(db, ready, '', table, '', `WHERE batch_id = ${String(batch)}`));
}

/** A table as importReady() makes it, filled with all rows of a store of ours. */
export async function copyTable(db: string, store: string, category: CategoryDescriptor): Promise<void> {
  const { create, indexes, table, names } = shellTable(category);
  const columns = names.map((name) => `"${name}"`).join(', ');
  await measureShell(db, `${PRAGMAS}ATTACH '${store}' AS ours;\n${create};\nINSERT INTO main."${table}" (${columns}) SELECT ${columns} FROM ours."${table}";\n${indexes.join(';\n')};\n`);
}

async function withReady(csv: string, store: string, category: CategoryDescriptor, where: string, work: (ready: string) => Promise<Reading>): Promise<Reading> {
  const { table, names } = shellTable(category);
  const ready = `${csv}.ready`;
  await measureShell(store, `.mode csv\n.once '${ready}'\nSELECT ${names.map((name) => `"${name}"`).join(', ')} FROM "${table}" ${where} ORDER BY row_id;\n`);
  try {
    return await work(ready);
  } finally {
    rmSync(ready, { force: true });
  }
}

/** The table of a category with the closing batch as its last column: the shell fills missing cells at the end of a row with NULL. */
function shellTable(category: CategoryDescriptor): { readonly create: string; readonly indexes: readonly string[]; readonly table: string; readonly names: readonly string[] } {
  const [create = '', ...indexes] = categoryTableSql(category);
  const closing = /^ {2}"superseded_by".*\n/mu.exec(create)?.[0] ?? '';
  const moved = create.replace(closing, '').replace('\n) STRICT', `,\n${closing.trimEnd().replace(/,$/u, '')}\n) STRICT`).replaceAll(/ REFERENCES batch \(id\)/gu, '');
  return { create: moved, indexes, table: `cat_${category.slug}`, names: columnsOf(category).map(({ name }) => name).filter((name) => name !== 'superseded_by') };
}

function load(db: string, csv: string, schema: string, table = 'bulk', skip = '--skip 1', counted = ''): Promise<Reading> {
  return measureShell(db, `${PRAGMAS}${schema}.import --csv ${skip} '${csv}' ${table}\nSELECT 'rows=' || count(*) FROM "${table}" ${counted};\n`);
}
