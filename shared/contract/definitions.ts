import { z } from 'zod';
import type { Bilingual } from '#shared/domain/catalogue/index.ts';
import { DEFINITION_KINDS, type DefinitionAction, type DefinitionFault, type DefinitionKind, type DefinitionOrigin, type DefinitionState, type Difference } from '#shared/domain/definitions/index.ts';
import type { Level } from '#shared/domain/grading/index.ts';
import type { Json } from '#shared/util/canonical-json.ts';
import { assessmentId, fileToken, type TaskId } from './common.ts';
import { procedure, type Done } from './procedure.ts';
import type { RuleTrial } from './signals.ts';
import type { StabilityLevel, StabilityState } from './stability.ts';

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
  /** `file`: a file of the program that was changed on disk; it is not used before it is released. */
  readonly origin: DefinitionOrigin;
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
  /** What is wrong with it; it can neither be submitted nor released while there is anything. */
  readonly faults: readonly DefinitionFault[];
  /** What the signed-in account may do now. */
  readonly may: readonly DefinitionAction[];
}

/** What one side of a case, initial or residual, came to. */
export interface TrialFigure {
  /** Index, or the total of a scorecard. */
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

/** What a version of a rule would have raised, beside the version in use. */
export interface RuleVersionTrial {
  readonly own: RuleTrial;
  readonly before: { readonly ref: string; readonly trial: RuleTrial } | null;
  /** Raised by the one and not by the other, about the same subject and over the same days. */
  readonly onlyOwn: number;
  readonly onlyBefore: number;
}

/** A place in a month, by the version on trial and by what stands of that month. Scores are decimal text. */
export interface IndexTrialRow {
  readonly level: StabilityLevel;
  readonly place: string;
  readonly name: string;
  readonly score: string | null;
  readonly rank: number | null;
  readonly scoreBefore: string | null;
  readonly rankBefore: number | null;
}

/** A month of an index under a version on trial. */
export interface IndexTrial {
  readonly ref: string;
  readonly month: string;
  /** What it is held against: the published figures of the month, else those computed last; null where there are none. */
  readonly before: { readonly ref: string; readonly state: StabilityState } | null;
  readonly rows: readonly IndexTrialRow[];
}

const seq = z.int().positive();
const json = z.custom<Json>((value) => z.json().safeParse(value).success);
const month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/);

export const definitionsContract = {
  'definitions.list': procedure<readonly DefinitionLine[]>()({
    input: z.strictObject({ kind: z.enum(DEFINITION_KINDS).optional() }),
    access: 'definition.read',
  }),
  'definitions.one': procedure<DefinitionView>()({ input: z.strictObject({ seq }), access: 'definition.read' }),
  /** A draft with the text of another version, under the name given; where that name is there already, its next version. */
  'definitions.copy': procedure<{ seq: number }>()({ input: z.strictObject({ seq, id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/).max(60) }), access: 'definition.edit' }),
  /** The text is held against the form of its kind. */
  'definitions.save': procedure<DefinitionView>()({
    input: z.strictObject({ seq, revision: z.int().min(0), body: json, note: z.string().trim().max(2000) }),
    access: 'definition.edit',
  }),
  'definitions.submit': procedure<DefinitionView>()({ input: z.strictObject({ seq }), access: 'definition.edit' }),
  'definitions.discard': procedure<Done>()({ input: z.strictObject({ seq }), access: 'definition.edit' }),
  'definitions.review': procedure<DefinitionView>()({ input: z.strictObject({ seq, release: z.boolean(), note: z.string().trim().max(2000) }), access: 'definition.review' }),
  'definitions.tryOn': procedure<ModelTrial>()({ input: z.strictObject({ seq, assessment: assessmentId }), access: 'definition.read' }),
  /** What a version of a rule would have raised over so many months. Nothing is raised. */
  'definitions.tryRule': procedure<RuleVersionTrial>()({ input: z.strictObject({ seq, months: z.int().min(1).max(48) }), access: 'signals.read' }),
  /** Starts a task that computes a past month under a version of an index. */
  'definitions.tryIndex': procedure<{ taskId: TaskId }>()({ input: z.strictObject({ seq, month }), access: 'stability.read' }),
  /** What came of it; null before it is done, and after the program was closed. */
  'definitions.indexTrial': procedure<IndexTrial | null>()({ input: z.strictObject({ seq, month }), access: 'stability.read' }),
  'definitions.export': procedure<{ path: string; sha256: string }>()({ input: z.strictObject({ seq, save: fileToken }), access: 'definition.read' }),
  /** Enters the version in a file as a draft of the one who imports it. */
  'definitions.import': procedure<{ seq: number }>()({ input: z.strictObject({ file: fileToken }), access: 'definition.edit' }),
};
