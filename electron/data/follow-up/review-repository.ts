import { z } from 'zod';
import type { AssessmentId, ReviewFacts } from '#shared/contract/index.ts';
import { VERDICTS, type ReviewText } from '#shared/domain/follow-up/index.ts';
import { GRADES, LEVELS, type Level } from '#shared/domain/grading/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import type { ReadDb, WriteTx } from '#data/store/index.ts';

export interface StoredReview {
  readonly text: ReviewText;
  readonly at: string;
  /** Display name, or the id where there is none. */
  readonly by: string;
  /** Null until closed. */
  readonly frozen: { readonly facts: ReviewFacts; readonly hash: string } | null;
}

const bilingual = z.strictObject({ zh: z.string(), en: z.string() });
const verdictsSchema = z.record(z.string(), z.strictObject({ verdict: z.enum(VERDICTS), note: z.string() }));
const observed = z.enum(['quiet', ...LEVELS]).nullable();
const factsSchema = z.strictObject({
  from: z.string(), to: z.string(), forecast: z.enum(LEVELS).nullable(), observed,
  events: z.array(z.strictObject({
    eventId: z.string(), name: bilingual, category: z.string(), link: z.enum(['project', 'place']), after: z.int().nullable(), before: z.int().nullable(), mostPeople: z.int().nullable(), heldUntil: z.string().nullable(),
  })),
  factors: z.array(z.strictObject({
    factorId: z.string(), name: bilingual, p: z.string().nullable(), r: z.string().nullable(), grade: z.enum(GRADES).nullable(),
    // Reviews closed before there were other methods do not have it.
    score: z.string().nullable().default(null), eventIds: z.array(z.string()),
    questions: z.array(z.strictObject({ questionId: z.string(), name: bilingual, category: z.string(), unit: z.string(), after: z.string().nullable(), before: z.string().nullable(), months: z.int() })), occurred: z.boolean().nullable(),
  })),
}) satisfies z.ZodType<ReviewFacts>;

/** Reviews by assessment id; of all cases, or of one. */
export async function readReviews(db: ReadDb, assessmentId?: string): Promise<ReadonlyMap<string, StoredReview>> {
  const rows = await db
    .selectFrom('case_review as r')
    .leftJoin('account as a', 'a.id', 'r.saved_by')
    .select(['r.assessment_id', 'r.unit', 'r.verdicts', 'r.conclusion', 'r.saved_at', 'r.saved_by', 'r.facts', 'r.hash', 'a.display_name'])
    .$if(assessmentId !== undefined, (query) => query.where('r.assessment_id', '=', assessmentId ?? ''))
    .execute();
  return new Map(rows.map((row): [string, StoredReview] => [row.assessment_id, {
    text: { unit: row.unit, verdicts: parse(verdictsSchema, row.verdicts, 'verdicts'), conclusion: row.conclusion },
    at: row.saved_at, by: row.display_name ?? row.saved_by,
    frozen: row.facts === null || row.hash === null ? null : { facts: parse(factsSchema, row.facts, 'facts'), hash: row.hash },
  }]));
}

export async function writeReview(tx: WriteTx, assessmentId: string, { unit, verdicts, conclusion }: ReviewText, at: string, by: string): Promise<void> {
  const columns = { unit, verdicts: canonicalJson(verdicts), conclusion, saved_at: at, saved_by: by };
  await tx.insertInto('case_review').values({ assessment_id: assessmentId, ...columns, facts: null, hash: null }).onConflict((conflict) => conflict.column('assessment_id').doUpdateSet(columns)).execute();
}

/** The last change there can be. */
export async function freezeReview(tx: WriteTx, assessmentId: string, frozen: { readonly facts: string; readonly hash: string }, at: string, by: string): Promise<void> {
  await tx.updateTable('case_review').set({ ...frozen, saved_at: at, saved_by: by }).where('assessment_id', '=', assessmentId).execute();
}

export interface DecidedCase {
  readonly assessmentId: AssessmentId;
  readonly title: string;
  readonly responsibleUnit: string;
  readonly decidedAt: string;
  readonly forecast: Level | null;
}

/** Decided cases, the latest decided first. The level after the measures, where there is none the initial one. */
export async function readDecidedCases(db: ReadDb): Promise<DecidedCase[]> {
  const rows = await db
    .selectFrom('assessment as a')
    .innerJoin('proposal as p', 'p.id', 'a.proposal_id')
    .select(['a.id', 'p.title', 'p.responsible_unit', 'a.decided_at', 'a.initial_level', 'a.residual_level'])
    .where('a.state', '=', 'decided')
    .orderBy('a.decided_at', 'desc')
    .orderBy('a.id')
    .execute();
  return rows.map((row) => ({
    assessmentId: row.id as AssessmentId, title: row.title, responsibleUnit: row.responsible_unit, decidedAt: row.decided_at ?? '',
    forecast: LEVELS.find((level) => level === (row.residual_level ?? row.initial_level)) ?? null,
  }));
}

/** True where the account worked on the assessment: changed or submitted it. Returning and deciding is not assessing. */
export async function hasAssessed(db: ReadDb, assessmentId: string, accountId: string): Promise<boolean> {
  const row = await db
    .selectFrom('audit')
    .select('seq')
    .where('subject', '=', `assessment:${assessmentId}`)
    .where('actor', '=', accountId)
    .where('action', 'like', 'assessment.%')
    .where('action', 'not in', ['assessment.returned', 'assessment.decided'])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The units that answered for steps of the case before its decision, as recorded. */
export async function stepOwners(db: ReadDb, assessmentId: string): Promise<string[]> {
  const rows = await db.selectFrom('case_step').select('owner').distinct().where('assessment_id', '=', assessmentId).where('phase', '=', 'before').where('owner', '<>', '').execute();
  return rows.map(({ owner }) => owner);
}

function parse<T>(schema: z.ZodType<T>, text: string, column: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('STORE_CORRUPT', `The store holds an unreadable value in case_review.${column}.`, { column: `case_review.${column}`, finding: String(cause).slice(0, 500) }, { cause });
  }
}
