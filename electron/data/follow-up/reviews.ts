import { createHash } from 'node:crypto';
import type { AssessmentId, Output, ParsedInput, ReviewRow, ReviewState, ReviewView } from '#shared/contract/index.ts';
import { calibrate, reviewFaults, type Calibration, type ReviewText } from '#shared/domain/follow-up/index.ts';
import { addMonths, chinaDay } from '#shared/domain/supply/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import { loadCase } from '#data/assessment/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { factsJson, reviewFacts } from './review-facts.ts';
import { freezeReview, hasAssessed, readDecidedCases, readReviews, stepOwners, writeReview, type DecidedCase, type StoredReview } from './review-repository.ts';
import { outcomeRules } from './rules.ts';

const EMPTY: ReviewText = { unit: '', verdicts: {}, conclusion: '' };

/** Decided cases with their reviews: what is due first, then what is open. */
export async function listReviews(db: ReadDb, context: Pick<CallContext, 'clock' | 'inUse'>, { state, text, limit, offset }: ParsedInput<'reviews.list'>): Promise<Output<'reviews.list'>> {
  const reviews = await readReviews(db);
  const sought = text.trim().toLowerCase();
  const all = (await readDecidedCases(db))
    .map((one) => rowOf(one, reviews.get(one.assessmentId), context))
    .filter((row) => sought === '' || [row.title, row.responsibleUnit, row.unit].some((words) => words.toLowerCase().includes(sought)));
  const order: Readonly<Record<ReviewState, number>> = { due: 0, open: 1, waiting: 2, closed: 3 };
  const wanted = all.filter((row) => state === null || row.state === state).sort((a, b) => order[a.state] - order[b.state]);
  const count = (of: ReviewState): number => all.filter((row) => row.state === of).length;
  return { rows: wanted.slice(offset, offset + limit), total: wanted.length, counts: { waiting: count('waiting'), due: count('due'), open: count('open'), closed: count('closed') } };
}

/** A closed review as it was frozen; any other with what the data shows now. @throws AppError NOT_FOUND, CONFLICT (not decided) */
export async function viewReview(db: ReadDb, context: CallContext, id: AssessmentId): Promise<ReviewView> {
  const one = await loadCase(db, context.libraries, id);
  const decided = (await readDecidedCases(db)).find(({ assessmentId }) => assessmentId === id);
  if (decided === undefined) throw new AppError('CONFLICT', 'A case is reviewed after its decision.');
  const review = (await readReviews(db, id)).get(id);
  const facts = review?.frozen?.facts ?? (await reviewFacts(db, context, one, outcomeRules(context)));
  const text = review?.text ?? EMPTY;
  const barred = await hasAssessed(db, id, context.actor.id);
  return {
    ...rowOf(decided, review, context), facts, text, barred, by: review?.by ?? null, at: review?.at ?? null, hash: review?.frozen?.hash ?? null,
    faults: reviewFaults(text, [one.proposal.fields.responsibleUnit, ...(await stepOwners(db, id))], facts.factors.map(({ factorId }) => factorId)),
    mayReview: context.actor.permissions.has('review.write') && !barred && (review?.frozen ?? null) === null,
  };
}

/** @throws AppError NOT_FOUND, CONFLICT (not decided), SAME_PERSON (worked on the assessment), FROZEN (closed) */
export async function saveReview(context: CallContext, { id, text }: ParsedInput<'reviews.save'>): Promise<ReviewView> {
  const { store, clock, actor } = context;
  const changed = await store.write(async (tx) => {
    const before = await openReview(tx, context, id);
    if (canonicalJson({ ...text }) === canonicalJson({ ...before })) return false;
    const now = clock.now();
    await writeReview(tx, id, text, now.toISOString(), actor.id);
    await appendAudit(tx, { at: now, actor: actor.id, action: 'review.saved', subject: `assessment:${id}`, details: { unit: text.unit, text: text.conclusion, factors: Object.keys(text.verdicts).length } });
    return true;
  });
  if (changed) tell(context, id);
  return viewReview(store.db, context, id);
}

/** Freezes a review with what the data shows. @throws AppError as saveReview, and BAD_INPUT with what still lacks */
export async function closeReview(context: CallContext, { id }: ParsedInput<'reviews.close'>): Promise<ReviewView> {
  const { store, clock, actor } = context;
  await store.write(async (tx) => {
    await openReview(tx, context, id);
    const { state, faults, facts, text } = await viewReview(tx, context, id);
    if (state !== 'open' || faults.length > 0) throw new AppError('BAD_INPUT', `The review cannot be closed: ${faults.join(', ')}.`, { path: 'text', reasons: [...faults] });
    const now = clock.now();
    const frozen = factsJson(facts);
    const hash = createHash('sha256').update(canonicalJson({ text: { ...text }, facts: frozen }), 'utf8').digest('hex');
    await freezeReview(tx, id, { facts: canonicalJson(frozen), hash }, now.toISOString(), actor.id);
    await appendAudit(tx, { at: now, actor: actor.id, action: 'review.closed', subject: `assessment:${id}`, details: { unit: text.unit, forecast: facts.forecast, observed: facts.observed, text: text.conclusion, hash } });
  });
  tell(context, id);
  return viewReview(store.db, context, id);
}

/** How good forecasts were, over all closed reviews. */
export async function calibration(db: ReadDb): Promise<Calibration> {
  const closed = [...(await readReviews(db)).values()].flatMap(({ frozen }) => (frozen === null ? [] : [frozen.facts]));
  return calibrate(closed.map(({ forecast, observed, factors }) => ({ forecast, observed, factors: factors.map(({ p, occurred }) => ({ p, occurred })) })));
}

/** What is written so far of a review that the actor may change. @throws AppError CONFLICT (not decided), FROZEN, SAME_PERSON */
async function openReview(db: ReadDb, context: CallContext, id: AssessmentId): Promise<ReviewText> {
  const { head } = await loadCase(db, context.libraries, id);
  if (head.state !== 'decided') throw new AppError('CONFLICT', 'A case is reviewed after its decision.');
  const review = (await readReviews(db, id)).get(id);
  if ((review?.frozen ?? null) !== null) throw new AppError('FROZEN', 'A closed review never changes.');
  if (await hasAssessed(db, id, context.actor.id)) throw new AppError('SAME_PERSON', 'Whoever assessed a case does not review it.');
  return review?.text ?? EMPTY;
}

function tell({ emit }: CallContext, id: AssessmentId): void {
  emit({ type: 'changed', topics: ['reviews', 'audit'], subject: id });
}

function rowOf({ decidedAt, ...one }: DecidedCase, review: StoredReview | undefined, context: Pick<CallContext, 'clock' | 'inUse'>): ReviewRow {
  const decidedOn = chinaDay(new Date(decidedAt));
  const dueOn = `${addMonths(decidedOn.slice(0, 7), outcomeRules(context).dueAfterMonths)}-01`;
  const state = review === undefined ? (dueOn <= chinaDay(context.clock.now()) ? 'due' : 'waiting') : review.frozen === null ? 'open' : 'closed';
  return { ...one, decidedOn, dueOn, state, observed: review?.frozen?.facts.observed ?? null, unit: review?.text.unit ?? '' };
}
