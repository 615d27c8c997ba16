import { createHash } from 'node:crypto';
import { z } from 'zod';
import { conclusionCode, measureFields, sideContext } from '#shared/contract/assessments.ts';
import type { EvidenceAnswer } from '#shared/contract/index.ts';
import { proposalFields } from '#shared/contract/proposals.ts';
import { modelSchema } from '#shared/domain/assessment/index.ts';
import { dissentAboutSchema, DISSENT_CAPACITIES, DISSENT_REPLIES } from '#shared/domain/dissent/index.ts';
import { asJudging, methodSchema, opposedShareSchema } from '#shared/domain/grading/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { canonicalJson, type Json } from '#shared/util/canonical-json.ts';
import { evidenceAnswerSchema } from '#data/evidence/index.ts';
import { resultOf, type Case } from './case.ts';
import type { StoredSnapshot } from './snapshot-repository.ts';

const FORMAT = 'fengqiao-assessment@2';
/** Before there were other methods than by p and q: a factor had only those, and the result did not say its kind. */
const FORMAT_1 = 'fengqiao-assessment@1';
const text = z.string().nullable();
const opposed = z.array(opposedShareSchema).nullable();

const factor1 = z.strictObject({
  factorId: z.string(), state: z.enum(['open', 'identified', 'excluded']), excludedReason: z.string(), stages: z.array(z.string()),
  weight: text, p: text, q: text, residualP: text, residualQ: text, note: z.string(),
});
const factor2 = z.strictObject({ ...factor1.shape, c: text, residualC: text, points: text, residualPoints: text, opposed, residualOpposed: opposed });
const NO_OTHER_FIGURES = { c: null, residualC: null, points: null, residualPoints: null, opposed: null, residualOpposed: null };

const frozenDissent = z.strictObject({
  name: z.string(), capacity: z.enum(DISSENT_CAPACITIES), at: z.string(), about: dissentAboutSchema, text: z.string(), revision: z.int(),
  replies: z.array(z.strictObject({ name: z.string(), action: z.enum(DISSENT_REPLIES), text: z.string(), at: z.string() })),
});

/**
 * All that a decided assessment was judged by, and nothing that points elsewhere: the model and the method in full,
 * every score, the result, both conclusions, and the answers of the evidence with their monthly figures.
 */
const shape = {
  assessmentId: z.string(),
  proposal: proposalFields,
  model: z.strictObject({ hash: z.string(), content: modelSchema }),
  method: z.strictObject({ hash: z.string(), content: methodSchema }),
  weightMode: z.enum(['equal', 'entered']),
  context: z.strictObject({ initial: sideContext, residual: sideContext }),
  measures: z.array(z.strictObject({ id: z.string(), ...measureFields.shape })),
  result: z.json(),
  conclusion: z.strictObject({ code: conclusionCode, text: z.string() }),
  decision: z.strictObject({ code: conclusionCode, reasons: z.string(), by: z.string(), at: z.string() }),
  submitted: z.strictObject({ by: z.string(), at: z.string() }),
  evidence: z.array(evidenceAnswerSchema),
  /** Recorded before the decision, with their answers. Texts frozen before dissents were kept have none. */
  dissents: z.array(frozenDissent).optional(),
};
const snapshotSchema = z.discriminatedUnion('format', [
  z.strictObject({ format: z.literal(FORMAT), ...shape, factors: z.array(factor2) }),
  z.strictObject({ format: z.literal(FORMAT_1), ...shape, factors: z.array(factor1.transform((factor) => ({ ...factor, ...NO_OTHER_FIGURES }))) }),
]);
export type Snapshot = z.infer<typeof snapshotSchema>;

/** The frozen text of a case at the moment of its decision, and its SHA-256. */
export function freeze(one: Case, decision: Snapshot['decision'], evidence: readonly EvidenceAnswer[]): StoredSnapshot {
  const { head, proposal, model, method, factors, measures, dissents } = one;
  if (head.conclusion === null || head.submittedBy === null || head.submittedAt === null) {
    throw new AppError('CONFLICT', 'An assessment without a conclusion was never submitted.', { state: head.state });
  }
  const content = canonicalJson(toJson({
    format: FORMAT,
    assessmentId: head.id,
    proposal: proposal.fields,
    model: { hash: model.hash, content: model.value },
    method: { hash: method.hash, content: method.value },
    weightMode: head.weightMode,
    factors,
    context: head.context,
    measures,
    result: resultOf(method.value, factors, head.context),
    conclusion: head.conclusion,
    decision,
    submitted: { by: head.submittedBy, at: head.submittedAt },
    evidence,
    dissents: dissents.map(({ name, capacity, at, about, text: said, revision, replies }) => ({ name, capacity, at, about, text: said, revision, replies: replies.map((reply) => ({ name: reply.name, action: reply.action, text: reply.text, at: reply.at })) })),
  }));
  return { content, hash: sha256(content) };
}

export interface Recomputation {
  /** The text still has the hash that was stored with it. */
  readonly intact: boolean;
  /** The figures computed from the frozen scores by the frozen method are the frozen figures. */
  readonly equal: boolean;
  readonly snapshot: Snapshot;
}

/**
 * Judges a frozen assessment once more from nothing but its own snapshot: no store, no shipped file.
 *
 * @throws AppError STORE_CORRUPT when the text is no snapshot
 */
export function recompute(stored: StoredSnapshot): Recomputation {
  const snapshot = parseSnapshot(stored.content);
  const method = asJudging(snapshot.method.content);
  if (method === null) throw new AppError('METHOD_UNKNOWN', `The method ${snapshot.method.content.id} judges no case.`, { method: snapshot.method.content.id });
  const { kind, ...figures } = resultOf(method, snapshot.factors, snapshot.context);
  const result = snapshot.format === FORMAT_1 ? figures : { kind, ...figures };
  return {
    intact: sha256(stored.content) === stored.hash,
    equal: canonicalJson(toJson(result)) === canonicalJson(snapshot.result),
    snapshot,
  };
}

/** @throws AppError STORE_CORRUPT */
export function parseSnapshot(content: string): Snapshot {
  try {
    return snapshotSchema.parse(JSON.parse(content));
  } catch (cause) {
    throw new AppError('STORE_CORRUPT', 'The frozen text of an assessment cannot be read.', { finding: String(cause).slice(0, 500) }, { cause });
  }
}

/** As JSON sees it: what JSON cannot hold (undefined members) is not part of a snapshot. */
function toJson(value: unknown): Json {
  return z.json().parse(JSON.parse(JSON.stringify(value)));
}

function sha256(content: string): string {
  return createHash('sha256').update(content, 'utf8').digest('hex');
}
