import { z } from 'zod';
import type { TableFormat } from '#shared/contract/intake.ts';
import type { ErrorEnvelope } from '#shared/errors/index.ts';
import { loadJob } from './job.ts';
import type { PackedRows } from './packed.ts';

interface Done {
  readonly done: number;
  readonly total: number;
}

/** What the thread that reads and checks tells; after `end` or `failed` there are no more rows. */
export type CheckerMessage =
  | { readonly type: 'opened'; readonly format: TableFormat; readonly size: number; readonly sheet: string | null }
  | { readonly type: 'rows'; readonly rows: PackedRows; readonly progress: Done }
  | { readonly type: 'end'; readonly headers: readonly string[]; readonly encoding: string | null; readonly sha256: string; readonly progress: Done }
  | { readonly type: 'unchanged' }
  | { readonly type: 'failed'; readonly error: ErrorEnvelope };

/** What it is told: how many more packs it may send, or to look whether the file is still the same. */
export const checkerRequest = z.discriminatedUnion('type', [z.strictObject({ type: z.literal('more') }), z.strictObject({ type: z.literal('unchanged') })]);
export type CheckerRequest = z.infer<typeof checkerRequest>;

/** What it is started with. */
export const checkerOrder = z.strictObject({ check: loadJob });

/** Packs sent ahead of those that were written: enough to keep both threads busy, few enough to bound the memory. */
export const PACKS_AHEAD = 4;
