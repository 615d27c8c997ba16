import { z } from 'zod';
import type { Bilingual, CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { batchId, categoryId, empty, isoDate, paging, type BatchId } from './common.ts';
import { procedure } from './procedure.ts';

export interface CategorySummary {
  readonly id: string;
  readonly slug: string;
  readonly name: Bilingual;
  readonly fieldCount: number;
  /** Rows held now (superseded versions not counted). */
  readonly rows: number;
  /** Rejected rows over all batches that were not taken back. */
  readonly rejects: number;
  readonly lastBatch: { readonly id: BatchId; readonly at: string; readonly fileName: string } | null;
  readonly firstMonth: string | null;
  readonly lastMonth: string | null;
}

export interface SystemSummary {
  readonly id: string;
  readonly name: Bilingual;
  readonly owner: Bilingual;
  readonly categories: readonly CategorySummary[];
}

export interface CategoryDetail {
  readonly descriptor: CategoryDescriptor;
  readonly summary: CategorySummary;
  /** Rows per month of the last 36 months that hold any, oldest first. */
  readonly months: readonly { readonly month: string; readonly rows: number }[];
}

export interface RegionNode {
  readonly code: string;
  readonly name: string;
  readonly towns: readonly { readonly code: string; readonly name: string }[];
}

/** Cells formatted for people: decimals with their unit's scale, labels for codes, personal fields masked. */
export interface RecordRow {
  readonly rowId: number;
  readonly batchId: BatchId;
  readonly rowNo: number;
  readonly superseded: boolean;
  readonly cells: readonly (string | null)[];
}

export interface RecordPage {
  readonly category: string;
  readonly columns: readonly { readonly field: string; readonly name: Bilingual; readonly unit: string | null; readonly numeric: boolean; readonly personal: boolean }[];
  readonly rows: readonly RecordRow[];
  readonly total: number;
}

export interface RecordDetail {
  readonly category: string;
  readonly fields: readonly { readonly field: string; readonly name: Bilingual; readonly value: string | null; readonly personal: boolean }[];
  /** Where the row came from: file, row number, batch; and the versions of the same key, newest first. */
  readonly origin: { readonly batchId: BatchId; readonly fileName: string; readonly sha256: string; readonly rowNo: number; readonly importedAt: string };
  readonly versions: readonly { readonly rowId: number; readonly batchId: BatchId; readonly importedAt: string; readonly current: boolean }[];
}

export const recordFilter = z.strictObject({
  towns: z.array(z.string()).optional(),
  from: isoDate.optional(),
  to: isoDate.optional(),
  project: z.string().optional(),
  batchId: batchId.optional(),
  /** Only rows in which this field is empty. */
  empty: z.string().max(60).optional(),
  /** Finds rows of which any non-personal text field contains this. */
  text: z.string().max(100).optional(),
});
export type RecordFilter = z.infer<typeof recordFilter>;

export const catalogueContract = {
  'catalogue.overview': procedure<readonly SystemSummary[]>()({ input: empty, access: 'catalogue.read' }),
  'catalogue.category': procedure<CategoryDetail>()({ input: z.strictObject({ id: categoryId }), access: 'catalogue.read' }),
  'regions.tree': procedure<readonly RegionNode[]>()({ input: empty, access: 'catalogue.read' }),
  'records.page': procedure<RecordPage>()({
    input: z.strictObject({
      category: categoryId,
      filter: recordFilter.default({}),
      sort: z.strictObject({ field: z.string(), direction: z.enum(['asc', 'desc']) }).optional(),
      ...paging,
    }),
    access: 'records.read',
  }),
  'records.one': procedure<RecordDetail>()({ input: z.strictObject({ category: categoryId, rowId: z.int().positive() }), access: 'records.read' }),
};
