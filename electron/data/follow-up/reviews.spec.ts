import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AssessmentId } from '#shared/contract/index.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import { assessmentsHandlers as assessments } from '#data/assessment/index.ts';
import { completeDraft, newDraft } from '#data/assessment/fixtures/matter.ts';
import { openWorkstation, type Workstation } from '#data/assessment/fixtures/workstation.ts';
import { verifyChain } from '#data/audit/index.ts';
import { fieldOf } from '#data/evidence/index.ts';
import { reviewsHandlers as reviews } from './index.ts';
import { outcomeRules } from './rules.ts';

const PROJECT = '2026-330602-77-01-000001';

let workstation: Workstation;
beforeEach(() => { workstation = openWorkstation(); });
afterEach(() => workstation.close());

const manager = () => workstation.as('manager');
const get = (id: AssessmentId) => reviews['reviews.get']({ id }, manager());
const WRITTEN = { unit: '另一单位', verdicts: { A1: { verdict: 'asForecast' as const, note: '' }, B5: { verdict: 'worse' as const, note: '有人集体走访' } }, conclusion: '补偿一项估计偏低。' };
const save = (id: AssessmentId, text: typeof WRITTEN = WRITTEN) => reviews['reviews.save']({ id, text }, manager());

/** Decided on 15 June 2026 in China, in two towns. A1 and B5 are forecast at 0.1 and 0.4, low after the measures. */
async function decidedCase(projectCode: string | null = PROJECT): Promise<AssessmentId> {
  const id = await newDraft(workstation, { projectCode });
  await completeDraft(workstation, id);
  await assessments['assessments.submit']({ id }, workstation.as('evaluator'));
  await assessments['assessments.decide']({ id, decision: 'implement', reasons: '' }, manager());
  workstation.setTime('2026-12-15T02:00:00.000Z');
  return id;
}

/** 2.6 with a visit on the day and one the day before the decision; the others with a row of some other project. */
function holdOutcomes(more: readonly string[] = ['4.5', '5.1', '6.6']): void {
  const visit = (n: number, day: string, people: number, code: string | null = PROJECT) => ({ visit_no: `V${String(n)}`, n_date: day, people, project_code: code, n_project: code, n_county: '330602', n_town: '330602108' });
  workstation.hold('2.6', [visit(1, '2026-06-14', 900), visit(2, '2026-06-15', 25), visit(3, '2026-12-15', 3), visit(4, '2026-09-01', 500, null)]);
  for (const category of more) workstation.hold(category, [{ n_date: '2026-12-01', n_project: '2026-330602-77-01-999999' }]);
}

it('what is shipped is borne out by the catalogue', () => {
  const { catalogue } = manager();
  for (const { category: id, people, link } of outcomeRules(manager()).events) {
    const category = catalogue.categories.find((one) => one.id === id);
    if (category === undefined) throw new Error(`no category ${id}`);
    if (people !== null) expect(fieldOf(category, people).type).toBe('integer');
    expect(category.roles.time).toBeDefined();
    if (link === 'project') expect(category.roles.project).toBeDefined();
  }
});

describe('the facts of a review', () => {
  it('count by project from the day of the decision on, and over as many days before it', async () => {
    const id = await decidedCase();
    holdOutcomes();
    const { facts } = await get(id);
    expect(facts).toMatchObject({ from: '2026-06-15', to: '2026-12-15', forecast: 'low', observed: 'medium' });
    expect(facts.events.find(({ eventId }) => eventId === 'visits')).toMatchObject({ after: 2, before: 1, mostPeople: 25, heldUntil: '2026-12-15' });
    expect(facts.events.find(({ eventId }) => eventId === 'gatherings')).toMatchObject({ after: 0, before: 0 });
    expect(facts.events.find(({ eventId }) => eventId === 'petitions')).toMatchObject({ after: null });
    expect(facts.factors.map(({ factorId, p, r, grade }) => [factorId, p, r, grade])).toEqual([['A1', '0.1', '0.02', 'minor'], ['B5', '0.4', '0.24', 'general']]);
  });

  it('ask the evidence questions of a factor again: whole months since the decision against as many before it', async () => {
    const id = await decidedCase();
    // B5 asks for petitions in the places. June is the month of the decision; July to December stand against December to May.
    const months = ['2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11', '2026-12'];
    const petitions = months.flatMap((month, position) => Array.from({ length: position < 6 ? 1 : 3 }, (_, n) => ({ petition_no: `P${month}${String(n)}`, n_date: `${month}-03`, n_town: '330602108', n_county: '330602', content_type: 'land', purpose: 'complaint' })));
    workstation.hold('2.4', petitions);
    const { facts } = await get(id);
    const asked = facts.factors.find(({ factorId }) => factorId === 'B5')?.questions.filter(({ category }) => category === '2.4') ?? [];
    expect(asked.length).toBeGreaterThan(0);
    const { raw } = manager().store;
    const count = (from: string, to: string): string => String(raw.prepare('SELECT count(*) FROM cat_petition WHERE superseded_by IS NULL AND n_date BETWEEN ? AND ?').pluck().get(from, to));
    for (const one of asked) if (one.after !== '0') expect(one).toMatchObject({ months: 6, after: count('2026-07-01', '2026-12-31'), before: count('2025-12-01', '2026-05-31') });
    expect(asked.some(({ after }) => after === '18')).toBe(true);
    workstation.setTime('2026-06-30T02:00:00.000Z');
    expect((await get(id)).facts.factors.flatMap(({ questions }) => questions)).toEqual([]);
  });

  it('are not known where nothing was imported since the decision, or no project is linked', async () => {
    const id = await decidedCase();
    expect((await get(id)).facts.observed).toBeNull();
    workstation.hold('4.5', [{ n_date: '2026-06-14', n_project: PROJECT }]);
    expect((await get(id)).facts.events.find(({ eventId }) => eventId === 'gatherings')).toMatchObject({ after: null, before: null, heldUntil: '2026-06-14' });
    const other = await decidedCase(null);
    holdOutcomes();
    expect((await get(other)).facts).toMatchObject({ observed: null });
  });
});

describe('a review', () => {
  it('is due a year after the decision, and listed until it is closed', async () => {
    const id = await decidedCase();
    const states = async () => (await reviews['reviews.list']({ state: null, text: '', limit: 100, offset: 0 }, manager())).counts;
    expect(await states()).toEqual({ waiting: 1, due: 0, open: 0, closed: 0 });
    workstation.setTime('2027-06-01T02:00:00.000Z');
    expect(await states()).toEqual({ waiting: 0, due: 1, open: 0, closed: 0 });
    await save(id);
    expect(await states()).toEqual({ waiting: 0, due: 0, open: 1, closed: 0 });
  });

  it('is not for whoever assessed the case, nor for the unit that did', async () => {
    const id = await decidedCase();
    const evaluator = workstation.as('evaluator');
    expect(await reviews['reviews.get']({ id }, evaluator)).toMatchObject({ barred: true, mayReview: false });
    await expect(reviews['reviews.save']({ id, text: WRITTEN }, evaluator)).rejects.toMatchObject({ code: 'SAME_PERSON' });
    expect(await reviews['reviews.get']({ id }, workstation.as('evaluator', 'another'))).toMatchObject({ barred: false, mayReview: true });
    expect((await save(id, { ...WRITTEN, unit: '示例 单位' })).faults).toEqual(['SAME_UNIT']);
    await expect(reviews['reviews.close']({ id }, manager())).rejects.toMatchObject({ code: 'BAD_INPUT', details: { reasons: ['SAME_UNIT'] } });
  });

  it('closed, keeps what the data showed, under a hash that anybody can compute', async () => {
    const id = await decidedCase();
    holdOutcomes();
    await save(id);
    const closed = await reviews['reviews.close']({ id }, manager());
    expect(closed).toMatchObject({ state: 'closed', observed: 'medium', mayReview: false });
    const { raw, db } = manager().store;
    const { facts, verdicts, hash } = raw.prepare('SELECT facts, verdicts, hash FROM case_review').get() as Record<'facts' | 'verdicts' | 'hash', string>;
    const text = { unit: WRITTEN.unit, verdicts: JSON.parse(verdicts) as never, conclusion: WRITTEN.conclusion };
    expect(createHash('sha256').update(canonicalJson({ text, facts: JSON.parse(facts) as never }), 'utf8').digest('hex')).toBe(hash);
    workstation.hold('2.6', [{ visit_no: 'V9', n_date: '2026-12-15', people: 800, n_project: PROJECT, project_code: PROJECT }]);
    expect((await get(id)).facts).toEqual(closed.facts);
    await expect(save(id, { ...WRITTEN, conclusion: '另写' })).rejects.toMatchObject({ code: 'FROZEN' });
    expect(raw.prepare("SELECT action FROM audit WHERE action LIKE 'review.%' ORDER BY seq").pluck().all()).toEqual(['review.saved', 'review.closed']);
    expect((await verifyChain(db)).ok).toBe(true);
  });

  it('counts for calibration once it is closed', async () => {
    const id = await decidedCase();
    holdOutcomes();
    await save(id);
    const calibration = () => reviews['reviews.calibration']({}, manager());
    expect((await calibration()).cases).toBe(0);
    await reviews['reviews.close']({ id }, manager());
    expect(await calibration()).toMatchObject({ cases: 1, table: { low: { medium: 1 } }, lowStayedQuiet: { quiet: 0, known: 1, share: '0.000000' } });
  });
});
