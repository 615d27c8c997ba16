import { z } from 'zod';
import { mappedColumn } from '#shared/contract/intake.ts';
import { categorySchema } from '#shared/domain/catalogue/index.ts';
import { sourceRule } from '#shared/domain/sources/index.ts';

/** What every job of the worker needs; plain data, because it crosses to another thread. */
const place = {
  storePath: z.string(),
  storeKey: z.string().optional(),
  resourcesDir: z.string(),
  /** Who asked, and when. */
  actor: z.string(),
  at: z.iso.datetime(),
};

export const loadJob = z.strictObject({
  kind: z.literal('load'),
  ...place,
  category: categorySchema,
  path: z.string(),
  fileName: z.string(),
  sheet: z.string().nullable(),
  mapping: z.array(mappedColumn),
  /** '' when nobody was named. */
  sender: z.string(),
  /** Which source holds where they contradict; by default the later batch. */
  sourceRule: sourceRule.optional(),
  rememberMapping: z.boolean(),
  /** The store's note of this import, which goes with the batch's commit. */
  run: z.string().optional(),
  dryRun: z.boolean(),
});
export type LoadJob = z.infer<typeof loadJob>;

export const undoJob = z.strictObject({ kind: z.literal('undo'), ...place, category: categorySchema, batchId: z.int().positive() });
export type UndoJob = z.infer<typeof undoJob>;

export const intakeJob = z.discriminatedUnion('kind', [loadJob, undoJob]);
export type IntakeJob = z.infer<typeof intakeJob>;
