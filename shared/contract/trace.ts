import { z } from 'zod';
import type { AuditEntry } from './audit.ts';
import { batchId, type BatchId } from './common.ts';
import type { MappedColumn } from './intake.ts';
import { procedure } from './procedure.ts';

/** The columns of a batch's file, in their order, and the fields they fed. */
export interface BatchColumns {
  /** Null for files without sheets. */
  readonly sheet: string | null;
  readonly columns: readonly MappedColumn[];
}

/** Rows that a batch shares with another one (or, where a file has a key twice, with itself). */
export interface BatchLink {
  readonly id: BatchId;
  readonly fileName: string;
  readonly importedAt: string;
  readonly state: 'committed' | 'undone';
  readonly rows: number;
}

/** Rows of the batch in one month or town: all that it brought, and those that stand today. */
interface Share {
  readonly rows: number;
  readonly standing: number;
}

/** Where the rows of a batch are today. Of one that was taken back none are held. */
export interface BatchRows extends Share {
  /** Rows that carry no day. */
  readonly undated: number;
  /** Without a break over the months of the category, at most 120, the last ones; `category` is what the category holds in all. Empty where rows carry no day. */
  readonly months: readonly (Share & { readonly month: string; readonly category: number })[];
  /** First and last month that the batch has rows in. */
  readonly firstMonth: string | null;
  readonly lastMonth: string | null;
  /** By 9-digit code, most rows first; '' where rows name no town. */
  readonly towns: readonly (Share & { readonly town: string; readonly name: string })[];
  /** Batches whose rows it superseded, by which its rows were superseded, whose rows it brought again unchanged, that brought its rows again unchanged; newest first. */
  readonly superseded: readonly BatchLink[];
  readonly supersededBy: readonly BatchLink[];
  readonly confirmed: readonly BatchLink[];
  readonly confirmedBy: readonly BatchLink[];
}

const one = { input: z.strictObject({ id: batchId }), access: 'intake.read' } as const;

/** What became of a batch after it was imported. */
export const traceContract = {
  'trace.columns': procedure<BatchColumns>()(one),
  /** Reads every row of the batch, other calls being answered in between. */
  'trace.rows': procedure<BatchRows>()(one),
  /** What the audit chain says of the batch, oldest first. */
  'trace.history': procedure<readonly AuditEntry[]>()(one),
};
