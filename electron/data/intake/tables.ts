import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { categorySchema, type Catalogue, type CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import { categoryTableSql, columnsOf, tableName } from '#data/catalogue/index.ts';
import { appendAudit, type AuditAction } from '#data/audit/index.ts';
import { storeError, type Store, type WriteTx } from '#data/store/index.ts';

/**
 * Makes the tables of new categories and takes over changed descriptors, all in one transaction; what happened is in the
 * audit chain. Descriptors of categories that are gone from the catalogue stay, with their rows.
 *
 * @throws AppError RESOURCE_INVALID when a category that holds rows changed in a way that would alter them
 */
export async function ensureCategoryTables(store: Store, catalogue: Catalogue, at = new Date()): Promise<void> {
  const known = new Map((await store.db.selectFrom('category_entry').selectAll().execute()).map((entry) => [entry.category, entry]));
  const due = catalogue.categories.flatMap((category) => {
    const descriptor = canonicalJson(category);
    const hash = createHash('sha256').update(descriptor, 'utf8').digest('hex');
    const entry = known.get(category.id);
    return entry?.descriptor_hash === hash ? [] : [{ category, descriptor, hash, entry }];
  });
  if (due.length === 0) return;
  await store.write(async (tx) => {
    for (const { category, entry } of due) {
      if (entry === undefined) for (const statement of categoryTableSql(category)) await run(tx, statement);
      else await takeOver(tx, categorySchema.parse(JSON.parse(entry.descriptor)), category);
    }
    for (const { category, descriptor, hash } of due) {
      const values = { slug: category.slug, descriptor_hash: hash, descriptor };
      await tx
        .insertInto('category_entry')
        .values({ category: category.id, ...values })
        .onConflict((conflict) => conflict.column('category').doUpdateSet(values))
        .execute();
    }
    for (const action of ['catalogue.installed', 'catalogue.changed'] as const) await tell(tx, at, action, due);
  });
}

async function tell(tx: WriteTx, at: Date, action: AuditAction, due: readonly { category: CategoryDescriptor; hash: string; entry: unknown }[]): Promise<void> {
  const told = due.filter(({ entry }) => (entry === undefined) === (action === 'catalogue.installed'));
  if (told.length === 0) return;
  const categories = Object.fromEntries(told.map(({ category, hash }) => [category.id, hash]));
  await appendAudit(tx, { at, actor: 'program', action, subject: 'store', details: { categories } });
}

/** Rebuilds the table of a changed category when its columns or keys differ; names, synonyms and code lists change freely. */
async function takeOver(tx: WriteTx, before: CategoryDescriptor, after: CategoryDescriptor): Promise<void> {
  if (before.slug === after.slug && canonicalJson(categoryTableSql(before)) === canonicalJson(categoryTableSql(after)) && shape(before) === shape(after)) return;
  const old = tableName(before);
  const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM (SELECT 1 FROM ${sql.table(old)} LIMIT 1)`.execute(tx);
  if (rows[0]?.n === 1) assertHarmless(before, after);
  await run(tx, `ALTER TABLE "${old}" RENAME TO "${old}_before"`);
  const indexes = await sql<{ name: string }>`SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ${`${old}_before`} AND sql IS NOT NULL`.execute(tx);
  for (const { name } of indexes.rows) await run(tx, `DROP INDEX "${name}"`);
  for (const statement of categoryTableSql(after)) await run(tx, statement);
  const kept = new Set(columnsOf(before).map((column) => column.name));
  const columns = columnsOf(after).flatMap((column) => (kept.has(column.name) ? [`"${column.name}"`] : [])).join(', ');
  try {
    await run(tx, `INSERT INTO "${tableName(after)}" (${columns}) SELECT ${columns} FROM "${old}_before"`);
  } catch (error) {
    throw wrongChange(after, `the rows it holds do not fit it (${error instanceof Error ? error.message : String(error)})`, storeError(error, ''));
  }
  await run(tx, `DROP TABLE "${old}_before"`);
}

/** What the stored values of a field mean. */
function meaning(field: CategoryDescriptor['fields'][number] | undefined): string {
  return JSON.stringify([field?.type, field?.scale ?? null, field?.unit ?? null, field?.personal === undefined]);
}

function shape(category: CategoryDescriptor): string {
  return JSON.stringify(category.fields.map((field) => [field.id, meaning(field)]));
}

function assertHarmless(before: CategoryDescriptor, after: CategoryDescriptor): void {
  for (const field of before.fields) {
    const now = after.fields.find((candidate) => candidate.id === field.id);
    if (now === undefined) throw wrongChange(after, `field "${field.id}" holds rows and cannot be removed`);
    if (meaning(now) !== meaning(field)) throw wrongChange(after, `field "${field.id}" holds rows in another type, scale or unit; add a new field instead`);
  }
}

function wrongChange(category: CategoryDescriptor, reason: string, cause?: unknown): AppError {
  return new AppError('RESOURCE_INVALID', `catalogue/${category.system}/${category.id}: ${reason}.`, { file: `catalogue/${category.system}/${category.id}`, path: '', reason }, { cause });
}

async function run(tx: WriteTx, statement: string): Promise<void> {
  await sql.raw(statement).execute(tx);
}
