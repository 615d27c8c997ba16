import { z } from 'zod';
import type { ErrorEnvelope } from '#shared/errors/index.ts';
import { empty, taskId, type TaskId } from './common.ts';
import type { ArchiveReport, ImportReport, UndoReport } from './intake.ts';
import { procedure, type Done } from './procedure.ts';
import type { BatchFinding } from './supply.ts';

export type TaskKind = 'import' | 'dryRun' | 'undo' | 'sample' | 'export' | 'stability' | 'signals' | 'quality' | 'batchQuality' | 'profile' | 'uncertainty' | 'archive' | 'indexTrial';

export type TaskResult =
  | { readonly kind: 'import' | 'dryRun'; readonly report: ImportReport }
  | { readonly kind: 'undo'; readonly report: UndoReport }
  | { readonly kind: 'archive'; readonly report: ArchiveReport }
  | { readonly kind: 'sample'; readonly batches: number; readonly rows: number; readonly rejected: number }
  | { readonly kind: 'export'; readonly path: string }
  /** A computed month of an index, or the last one of a year; `run` opens it. */
  | { readonly kind: 'stability'; readonly run: string; readonly month: string; readonly hash: string }
  /** A month of an index under a version on trial, ready to be read. */
  | { readonly kind: 'indexTrial'; readonly version: number; readonly month: string }
  /** Rules held against new batches: signals raised, changed, and no longer borne out. */
  | { readonly kind: 'signals'; readonly rules: number; readonly raised: number; readonly updated: number; readonly unsupported: number }
  /** A run of the quality rules, with all it found. */
  | { readonly kind: 'quality'; readonly run: number; readonly found: number }
  /** The rules held against the rows of one batch. */
  | { readonly kind: 'batchQuality'; readonly findings: readonly BatchFinding[] }
  /** A run of the uncertainty of a case, kept with it. */
  | { readonly kind: 'uncertainty'; readonly run: string; readonly hash: string }
  /** The profile of a category, ready to be read. */
  | { readonly kind: 'profile'; readonly category: string };

/** The one shape of long work. Events at most 10 a second; `total` is null while unknown. */
export interface TaskView {
  readonly id: TaskId;
  readonly kind: TaskKind;
  /** What is worked on: a file name or a category name; shown as it is. */
  readonly subject: string;
  readonly phase: 'queued' | 'reading' | 'loading' | 'aggregating' | 'writing' | 'finishing';
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  /** Rows (or bytes while `unit` says so) done so far. */
  readonly done: number;
  readonly total: number | null;
  readonly unit: 'rows' | 'bytes' | 'batches' | 'draws';
  /** Rows so far and rows a second; seconds left is null while unknown. */
  readonly rows: number;
  readonly rate: number;
  readonly secondsLeft: number | null;
  readonly startedAt: string;
  readonly error: ErrorEnvelope | null;
  readonly result: TaskResult | null;
}

export const tasksContract = {
  'tasks.list': procedure<readonly TaskView[]>()({ input: empty, access: 'signedIn' }),
  'tasks.cancel': procedure<Done>()({ input: z.strictObject({ id: taskId }), access: 'signedIn' }),
};
