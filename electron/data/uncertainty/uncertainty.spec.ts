import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AssessmentId, TaskView } from '#shared/contract/index.ts';
import { DEFAULT_SETTINGS, uncertaintySettingsSchema } from '#shared/domain/uncertainty/index.ts';
import { assessmentsHandlers as assessments } from '#data/assessment/index.ts';
import { verifyChain } from '#data/audit/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { completeDraft, newDraft } from '../assessment/fixtures/matter.ts';
import { openWorkstation, type Workstation } from '../assessment/fixtures/workstation.ts';
import { uncertaintyHandlers as uncertainty } from './index.ts';
import { seededSource } from './random.ts';

let workstation: Workstation;
let evaluator: CallContext;
let id: AssessmentId;
beforeEach(async () => {
  workstation = openWorkstation();
  evaluator = workstation.as('evaluator');
  id = await newDraft(workstation);
  await completeDraft(workstation, id);
});
afterEach(() => workstation.close());

const settings = (over: object = {}) => uncertaintySettingsSchema.parse({ ...DEFAULT_SETTINGS, seed: 7, ...over });
const kept = (): unknown => evaluator.store.raw.prepare('SELECT count(*) FROM uncertainty_run').pluck().get();
const entries = (): unknown => evaluator.store.raw.prepare("SELECT count(*) FROM audit WHERE action = 'assessment.uncertaintyRun'").pluck().get();

/** Tasks run one after the other: when the next is done, so are those before. */
async function ended(taskId: string): Promise<TaskView | undefined> {
  await evaluator.tasks.start({ kind: 'profile', subject: '', run: () => Promise.resolve({ kind: 'profile', category: '' }) }).finished;
  return evaluator.tasks.list().find((task) => task.id === taskId);
}
async function run(over: object = {}): Promise<TaskView | undefined> {
  return ended((await uncertainty['uncertainty.run']({ id, settings: settings(over) }, evaluator)).taskId);
}

describe('a run', () => {
  it('is kept with its seed, its input and an entry of the chain', async () => {
    const before = (await assessments['assessments.get']({ id }, evaluator)).revision;
    expect(await run()).toMatchObject({ state: 'done', kind: 'uncertainty', result: { kind: 'uncertainty' } });
    const view = await uncertainty['uncertainty.get']({ id }, evaluator);
    expect(view).toMatchObject({ mayRun: true, runs: [{ settings: { seed: 7, draws: 100_000 }, ranBy: 'evaluator evaluator', stale: false, revision: before }] });
    const { result, hash } = view.shown!;
    const { tally } = result.initial;
    expect(tally.low + tally.medium + tally.high).toBe(100_000);
    expect(result.initial).toMatchObject({ level: 'low', index: '0.31' });
    expect(result.measures).toHaveLength(1);
    expect(evaluator.store.raw.prepare('SELECT seed, draws, result_hash FROM uncertainty_run').get()).toEqual({ seed: 7, draws: 100_000, result_hash: hash });
    expect((await assessments['assessments.timeline']({ id }, evaluator)).at(-1)).toMatchObject({ action: 'assessment.uncertaintyRun', details: { seed: 7, hash, initialDraws: tally } });
    expect((await assessments['assessments.get']({ id }, evaluator)).revision).toBe(before);
    expect(await verifyChain(evaluator.store.db)).toMatchObject({ ok: true });
  });

  it('gives the same bytes for the same seed over the same case, and others for another', async () => {
    await run();
    await run({ seed: 8 });
    await run();
    const texts = evaluator.store.raw.prepare('SELECT result FROM uncertainty_run ORDER BY position').pluck().all();
    expect(texts[2]).toBe(texts[0]);
    expect(texts[1]).not.toBe(texts[0]);
    const { runs } = await uncertainty['uncertainty.get']({ id }, evaluator);
    expect(runs.map(({ settings: { seed } }) => seed)).toEqual([7, 8, 7]);
    expect((await uncertainty['uncertainty.get']({ id, run: runs[1]!.id }, evaluator)).shown).toMatchObject({ settings: { seed: 8 } });
  });

  it('says that it is of another state of the case once a score changed, and only then', async () => {
    await run();
    await assessments['assessments.setConclusion']({ id, code: 'postpone', text: '另行研究。' }, evaluator);
    expect((await uncertainty['uncertainty.get']({ id }, evaluator)).shown).toMatchObject({ stale: false });
    await assessments['assessments.patchFactor']({ id, factorId: 'A1', patch: { p: '0.4' } }, evaluator);
    expect((await uncertainty['uncertainty.get']({ id }, evaluator)).shown).toMatchObject({ stale: true });
  });

  it('lets other calls through and leaves nothing behind when it is cancelled', async () => {
    const { taskId } = await uncertainty['uncertainty.run']({ id, settings: settings({ draws: 1_000_000 }) }, evaluator);
    await turn();
    await turn();
    await assessments['assessments.get']({ id }, evaluator);
    expect(evaluator.tasks.list().find((task) => task.id === taskId)).toMatchObject({ state: 'running' });
    evaluator.tasks.cancel(taskId);
    expect(await ended(taskId)).toMatchObject({ state: 'cancelled' });
    expect([kept(), entries()]).toEqual([0, 0]);
  });

  it('is refused at once where there is nothing to draw from, and once the case is decided', async () => {
    const open = await newDraft(workstation);
    await expect(uncertainty['uncertainty.run']({ id: open, settings: settings() }, evaluator)).rejects.toMatchObject({ code: 'NOT_JUDGED' });
    await expect(uncertainty['uncertainty.run']({ id, settings: settings({ own: [{ factor: 'B5', field: 'p', low: '0.1', high: '0.2' }] }) }, evaluator)).rejects.toMatchObject({ code: 'RANGE_MISSES_VALUE' });
    await run();
    await assessments['assessments.submit']({ id }, evaluator);
    const manager = workstation.as('manager');
    await assessments['assessments.decide']({ id, decision: 'implement', reasons: '' }, manager);
    await expect(uncertainty['uncertainty.run']({ id, settings: settings() }, evaluator)).rejects.toMatchObject({ code: 'FROZEN' });
    expect(await uncertainty['uncertainty.get']({ id }, manager)).toMatchObject({ mayRun: false, runs: [{ stale: false }] });
  });

  it('is not kept for a case decided meanwhile', async () => {
    await assessments['assessments.submit']({ id }, evaluator);
    const { taskId } = await uncertainty['uncertainty.run']({ id, settings: settings() }, evaluator);
    await assessments['assessments.decide']({ id, decision: 'implement', reasons: '' }, workstation.as('manager'));
    expect(await ended(taskId)).toMatchObject({ state: 'failed', error: { code: 'FROZEN' } });
    expect([kept(), entries()]).toEqual([0, 0]);
  });
});

it('the source of a seed is fixed for ever, within 0 and 1, and even', () => {
  const source = seededSource(7);
  const numbers = Array.from({ length: 50_000 }, source);
  expect(numbers.slice(0, 3)).toEqual([0.9531554280547425, 0.4518057770328596, 0.6158405911410227]);
  expect(numbers.every((number) => number > 0 && number < 1)).toBe(true);
  expect(numbers.reduce((sum, number) => sum + number, 0) / numbers.length).toBeCloseTo(0.5, 2);
});
