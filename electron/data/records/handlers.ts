import type { BatchId } from '#shared/contract/common.ts';
import type { catalogueContract, CategorySummary, RecordDetail, RecordPage } from '#shared/contract/catalogue.ts';
import type { ParsedInput } from '#shared/contract/index.ts';
import { categoryById, type Catalogue, type CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { CallContext, Handlers } from '#data/kernel/index.ts';
import { batchOrigin } from './batch-repository.ts';
import { compileCells, type StoredRow } from './cells.ts';
import { holdings, rowsByMonth, type Holding } from './overview-repository.ts';
import { recordPage, recordRow, recordRows, recordVersions } from './records-repository.ts';

const MONTHS_SHOWN = 36;
const NUMERIC = new Set(['integer', 'number']);

/** What the catalogue holds, and its rows one by one. */
export const catalogueHandlers: Handlers<typeof catalogueContract> = {
  'catalogue.overview': async (_input, { store, catalogue }) => {
    const held = await holdings(store.db);
    return catalogue.systems.map((system) => ({
      ...system,
      categories: catalogue.categories.filter((category) => category.system === system.id).map((category) => summary(category, held(category.id))),
    }));
  },
  'catalogue.category': async ({ id }, { store, catalogue }) => {
    const descriptor = find(catalogue, id);
    return { descriptor, summary: summary(descriptor, (await holdings(store.db))(id)), months: await rowsByMonth(store.db, id, MONTHS_SHOWN) };
  },
  'regions.tree': (_input, { regions }) => Promise.resolve(regions.counties),
  'records.page': (input, context) => page(input, context),
  'records.one': (input, context) => one(input, context),
};

async function page(input: ParsedInput<'records.page'>, context: CallContext): Promise<RecordPage> {
  const category = find(context.catalogue, input.category);
  assertSortable(category, input.sort?.field);
  assertField(category, input.filter.empty);
  const { rows, total } = await recordPage(context.store.db, category, input);
  return toPage(category, rows, total, context);
}

/** Records that another room has found (evidence), shown as every other page of records; `total` is how many it found in all. */
export async function recordsByIds(
  context: Pick<CallContext, 'store' | 'secrets' | 'regions'>,
  category: CategoryDescriptor,
  rowIds: readonly number[],
  total: number,
): Promise<RecordPage> {
  return toPage(category, await recordRows(context.store.db, category, rowIds), total, context);
}

function toPage(category: CategoryDescriptor, rows: readonly StoredRow[], total: number, { secrets, regions }: Pick<CallContext, 'secrets' | 'regions'>): RecordPage {
  const cells = compileCells(category, secrets, regions);
  return {
    category: category.id,
    columns: category.fields.map((field) => ({
      field: field.id, name: field.name, unit: field.unit ?? null, numeric: NUMERIC.has(field.type), personal: field.personal !== undefined,
    })),
    rows: rows.map((row) => ({ ...own(row), superseded: row['n_superseded_by'] !== null, cells: cells(row) })),
    total,
  };
}

async function one(input: ParsedInput<'records.one'>, { store, secrets, catalogue, regions }: CallContext): Promise<RecordDetail> {
  const category = find(catalogue, input.category);
  const row = await recordRow(store.db, category, input.rowId);
  if (row === undefined) throw new AppError('NOT_FOUND', 'That record is not held any more; its batch may have been taken back.', { rowId: input.rowId });
  const cells = compileCells(category, secrets, regions)(row);
  const { batchId, rowNo } = own(row);
  const versions = await recordVersions(store.db, category, row);
  return {
    category: category.id,
    fields: category.fields.map((field, index) => ({ field: field.id, name: field.name, value: cells[index] ?? null, personal: field.personal !== undefined })),
    origin: { batchId, rowNo, ...(await batchOrigin(store.db, batchId)) },
    versions: versions.map((version) => ({
      rowId: version.row_id, batchId: version.batch_id as BatchId, importedAt: version.imported_at, current: version.superseded_by === null,
    })),
  };
}

function own(row: StoredRow): { readonly rowId: number; readonly batchId: BatchId; readonly rowNo: number } {
  return { rowId: Number(row['n_row_id']), batchId: Number(row['n_batch_id']) as BatchId, rowNo: Number(row['n_row_no']) };
}

function summary(category: CategoryDescriptor, held: Holding): CategorySummary {
  return { id: category.id, slug: category.slug, name: category.name, fieldCount: category.fields.length, ...held };
}

function find(catalogue: Catalogue, id: string): CategoryDescriptor {
  const category = categoryById(catalogue, id);
  if (category === undefined) throw new AppError('NOT_FOUND', `The catalogue has no category ${id}.`, { category: id });
  return category;
}

function assertField(category: CategoryDescriptor, id: string | undefined): void {
  if (id === undefined || category.fields.some((field) => field.id === id)) return;
  throw new AppError('BAD_INPUT', `Category ${category.id} has no field "${id}".`, { field: id });
}

/** Ciphertext has no order that means anything. */
function assertSortable(category: CategoryDescriptor, id: string | undefined): void {
  if (id === undefined) return;
  const field = category.fields.find((candidate) => candidate.id === id);
  if (field === undefined || field.personal !== undefined) throw new AppError('BAD_INPUT', `Rows cannot be sorted by "${id}".`, { field: id });
}
