import { z } from 'zod';
import type { Brand } from '#shared/util/brand.ts';

export type AccountId = Brand<string, 'AccountId'>;
export type ProposalId = Brand<string, 'ProposalId'>;
export type AssessmentId = Brand<string, 'AssessmentId'>;
export type MeasureId = Brand<string, 'MeasureId'>;
export type BatchId = Brand<number, 'BatchId'>;
export type TaskId = Brand<string, 'TaskId'>;
/** Stands for a file the user chose in a dialog or dropped; the renderer never names a path. */
export type FileToken = Brand<string, 'FileToken'>;

const id = z.string().min(1).max(64);
export const accountId = id.transform((value) => value as AccountId);
export const proposalId = id.transform((value) => value as ProposalId);
export const assessmentId = id.transform((value) => value as AssessmentId);
export const measureId = id.transform((value) => value as MeasureId);
export const taskId = id.transform((value) => value as TaskId);
export const fileToken = id.transform((value) => value as FileToken);
export const batchId = z.int().positive().transform((value) => value as BatchId);
export const categoryId = z.string().regex(/^[1-9]\d*\.[1-9]\d*$/);

/** Plain decimal notation, exact; never a JSON number. */
export const decimalText = z.string().regex(/^-?\d{1,20}(\.\d{1,20})?$/);
export const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const empty = z.strictObject({});

export const paging = { limit: z.int().min(1).max(1000).default(100), offset: z.int().min(0).default(0) };

export interface Page<T> {
  readonly rows: readonly T[];
  readonly total: number;
}
