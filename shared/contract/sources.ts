import { z } from 'zod';
import type { Bilingual } from '../domain/catalogue/index.ts';
import { CONTRADICTION_STATES, type ContradictionState, type JudgedBy, type SourceRuleSet } from '../domain/sources/index.ts';
import { batchId, categoryId, empty, paging, type BatchId, type Page } from './common.ts';
import { procedure, type Done } from './procedure.ts';

/** A key of which sources say different things. */
export interface ContradictionRow {
  readonly id: number;
  readonly category: string;
  /** Values of the key fields, as they are shown. */
  readonly key: string;
  readonly state: ContradictionState;
  /** By what the holding word holds; null once all agree. */
  readonly by: JudgedBy | null;
  /** Sources whose last word holds; '' for batches without a named sender. */
  readonly holding: readonly string[];
  /** Those whose last word does not. */
  readonly opposing: readonly string[];
  readonly lastBatch: { readonly id: BatchId; readonly at: string };
}

/** The last word of one source. */
export interface SourceWord {
  readonly sender: string;
  readonly holds: boolean;
  /** Of a word that does not hold: by what it was held aside, or displaced after it held. */
  readonly by: JudgedBy;
  readonly held: boolean;
  /** The version that says so, and where the source said it last. */
  readonly rowId: number;
  readonly batch: { readonly id: BatchId; readonly at: string; readonly fileName: string; readonly rowNo: number };
  /** By field, as they are shown; personal ones masked. */
  readonly cells: readonly (string | null)[];
}

export interface ContradictionDecision {
  readonly at: string;
  readonly by: string;
  readonly sender: string;
  readonly reason: string;
  /** The batch that brought the word in; null where it held already. */
  readonly batch: BatchId | null;
  /** Its batch was taken back, so it does not count any more. */
  readonly undone: boolean;
}

export interface ContradictionDetail extends ContradictionRow {
  readonly fields: readonly { readonly field: string; readonly name: Bilingual; readonly unit: string | null; readonly personal: boolean; readonly differs: boolean }[];
  /** The holding ones first. */
  readonly words: readonly SourceWord[];
  /** Newest first. */
  readonly decisions: readonly ContradictionDecision[];
}

export const sourcesContract = {
  'sources.rules': procedure<SourceRuleSet>()({ input: empty, access: 'intake.read' }),
  /** Newest first; `counts` by state of what the other filters let through. */
  'sources.contradictions': procedure<Page<ContradictionRow> & { readonly counts: Readonly<Record<ContradictionState, number>> }>()({
    input: z.strictObject({ state: z.enum(CONTRADICTION_STATES).optional(), category: categoryId.optional(), batch: batchId.optional(), ...paging }),
    access: 'intake.read',
  }),
  'sources.contradiction': procedure<ContradictionDetail>()({ input: z.strictObject({ id: z.int().positive() }), access: 'intake.read' }),
  /** The word that this version says is to hold. Where it does not yet, it comes in as a batch of its own, which can be taken back. */
  'sources.decide': procedure<Done & { readonly batchId: BatchId | null }>()({
    input: z.strictObject({ id: z.int().positive(), rowId: z.int().positive(), reason: z.string().trim().min(1).max(500) }),
    access: 'sources.decide',
  }),
};
