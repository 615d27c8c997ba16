import { z } from 'zod';
import { modelSchema, type ModelFault } from '#shared/domain/assessment/index.ts';
import type { Bilingual } from '#shared/domain/catalogue/index.ts';
import { DEFINITION_KINDS, type DefinitionAction, type DefinitionKind, type DefinitionState, type Difference } from '#shared/domain/definitions/index.ts';
import type { Level } from '#shared/domain/grading/index.ts';
import type { Json } from '#shared/util/canonical-json.ts';
import { assessmentId, fileToken } from './common.ts';
import { procedure, type Done } from './procedure.ts';

/** A line of the one ledger: one version of one definition. */
export interface DefinitionLine {
  /** Its number in the ledger. */
  readonly seq: number;
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly version: number;
  /** SHA-256, hex, of the canonical JSON. */
  readonly hash: string;
  /** Null where the text bears no name. */
  readonly name: Bilingual | null;
  readonly origin: 'program' | 'office';
  readonly state: DefinitionState;
  /** The one that is taken for new work now. */
  readonly inUse: boolean;
  /** Another text stands in the ledger under the same number: the program changed it without a new version. */
  readonly altered: boolean;
  /** "major-project@1" where it was copied from another. */
  readonly basedOn: string | null;
  readonly note: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly submittedAt: string | null;
  readonly reviewedBy: string | null;
  readonly reviewedAt: string | null;
  readonly reviewNote: string;
  readonly programVersion: string;
  readonly revision: number;
}

export interface DefinitionView {
  readonly line: DefinitionLine;
  readonly body: Json;
  /** What it is compared with: the version before, else what it was copied from, else nothing. */
  readonly against: { readonly seq: number; readonly ref: string } | null;
  readonly differences: readonly Difference[];
  /** For a model: what is wrong with it; it cannot be submitted while there is anything. */
  readonly faults: readonly ModelFault[];
  /** What the signed-in account may do now. */
  readonly may: readonly DefinitionAction[];
}

/** What one side of a case, initial or residual, came to. */
export interface TrialFigure {
  readonly index: string | null;
  readonly level: Level | null;
}

/** One side of a case, judged by its own model and by the one on trial. */
export interface TrialSide {
  readonly before: TrialFigure;
  readonly after: TrialFigure;
}

/** What a past case would have come to under another model. */
export interface ModelTrial {
  readonly title: string;
  /** The model the case was judged by. */
  readonly model: string;
  readonly initial: TrialSide;
  readonly residual: TrialSide | null;
  /** Identified factors of the case that the model does not have: their scores take no part. */
  readonly dropped: readonly string[];
  /** Factors of the model that the case never looked at. */
  readonly missing: readonly string[];
  /** Findings that would keep the case from being submitted, under its own model and under this one. */
  readonly blocking: { readonly before: number; readonly after: number };
}

const seq = z.int().positive();

export const definitionsContract = {
  'definitions.list': procedure<readonly DefinitionLine[]>()({
    input: z.strictObject({ kind: z.enum(DEFINITION_KINDS).optional() }),
    access: 'definition.read',
  }),
  'definitions.one': procedure<DefinitionView>()({ input: z.strictObject({ seq }), access: 'definition.read' }),
  /** A draft with the text of another version, under the name given; where the office has that name already, its next version. */
  'definitions.copy': procedure<{ seq: number }>()({ input: z.strictObject({ seq, id: z.string().regex(/^[a-z][a-z0-9-]*$/).max(60) }), access: 'definition.edit' }),
  'definitions.saveModel': procedure<DefinitionView>()({
    input: z.strictObject({ seq, revision: z.int().min(0), body: modelSchema, note: z.string().trim().max(2000) }),
    access: 'definition.edit',
  }),
  'definitions.submit': procedure<DefinitionView>()({ input: z.strictObject({ seq }), access: 'definition.edit' }),
  'definitions.discard': procedure<Done>()({ input: z.strictObject({ seq }), access: 'definition.edit' }),
  'definitions.review': procedure<DefinitionView>()({ input: z.strictObject({ seq, release: z.boolean(), note: z.string().trim().max(2000) }), access: 'definition.review' }),
  'definitions.tryOn': procedure<ModelTrial>()({ input: z.strictObject({ seq, assessment: assessmentId }), access: 'definition.read' }),
  'definitions.export': procedure<{ path: string; sha256: string }>()({ input: z.strictObject({ seq, save: fileToken }), access: 'definition.read' }),
  /** Enters the version in a file as a draft of the one who imports it. */
  'definitions.import': procedure<{ seq: number }>()({ input: z.strictObject({ file: fileToken }), access: 'definition.edit' }),
};
