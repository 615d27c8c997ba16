import { basename } from 'node:path';
import type { BatchId, FileInspection, ImportReport, MappedColumn, UndoReport } from '#shared/contract/index.ts';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { ruleOf } from '#shared/domain/sources/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { batchView } from './batches.ts';
import { categoryOf, inspectFile } from './inspect.ts';
import type { LoadJob, UndoJob } from './load/job.ts';
import { bindMapping } from './mapping.ts';
import type { Follow } from './lane.ts';
import { runLoad, runUndo } from './run.ts';
import { sourceRules } from './sources/rules.ts';

export interface ImportSettings {
  /** Guessed from the headers when it is not named. */
  readonly category?: string;
  readonly sheet?: string;
  /** Who sent the file; by default whoever sent the last of its category. */
  readonly sender?: string;
  readonly dryRun: boolean;
}

/**
 * Imports a file the way the window does, with the suggested mapping: for the command line and the sample data.
 * Must not be called inside a write of the caller's own.
 *
 * @throws AppError FILE_NO_HEADER when no category fits, MAPPING_INCOMPLETE when a required field has no column, and those of the readers and the store
 */
export async function importFile(context: CallContext, path: string, settings: ImportSettings, follow: Follow = {}): Promise<ImportReport & { readonly headerChanges: FileInspection['headerChanges'] }> {
  const inspection = await inspectFile(context, path, settings);
  const category = categoryOf(context.catalogue, inspection.category);
  const mapping = inspection.mapping.map(({ index, header, field, unit }) => ({ index, header, field, unit }));
  const report = await runLoad(context, loadJobFor(context, { path, category, mapping, sheet: inspection.sheet, dryRun: settings.dryRun, sender: inspection.sender, rememberMapping: false }), follow);
  return { ...report, headerChanges: inspection.headerChanges };
}

/** @throws AppError NOT_FOUND, BATCH_NOT_UNDOABLE */
export async function undoBatch(context: CallContext, batchId: BatchId, follow: Follow = {}): Promise<UndoReport> {
  return runUndo(context, await undoJobFor(context, batchId), follow);
}

/** @throws AppError MAPPING_INCOMPLETE, BAD_INPUT: before any task is started */
export function loadJobFor(
  context: CallContext,
  wish: { readonly path: string; readonly category: CategoryDescriptor; readonly mapping: MappedColumn[]; readonly sheet: string | null; readonly dryRun: boolean; readonly sender: string; readonly rememberMapping: boolean },
): LoadJob {
  bindMapping(wish.category, wish.mapping);
  return { kind: 'load', ...placeOf(context), ...wish, fileName: basename(wish.path), sourceRule: ruleOf(sourceRules(context.resourcesDir, context.catalogue), wish.category) };
}

export async function undoJobFor(context: CallContext, batchId: BatchId): Promise<UndoJob> {
  const batch = await batchView(context.store.db, batchId);
  return { kind: 'undo', ...placeOf(context), category: categoryOf(context.catalogue, batch.category), batchId };
}

function placeOf({ store, resourcesDir, actor, clock }: CallContext): Pick<LoadJob, 'storePath' | 'storeKey' | 'resourcesDir' | 'actor' | 'at'> {
  return { storePath: store.path, ...(store.key === undefined ? {} : { storeKey: store.key }), resourcesDir, actor: actor.id, at: clock.now().toISOString() };
}
