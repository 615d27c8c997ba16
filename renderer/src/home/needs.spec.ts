import { expect, it } from 'vitest';
import type { AuditMarks, StabilityMonthState, StabilityRun } from '#shared/contract/index.ts';
import { needsOf, type NeedFacts } from './needs.ts';

const nothing: NeedFacts = { signals: null, index: null, definitions: null, supply: null, marks: null, accounts: null };
const run = (state: StabilityRun['state'], stale = false): StabilityRun => ({ state, stale } as unknown as StabilityRun);
const month = (published: StabilityRun | null, latest: StabilityRun | null): StabilityMonthState => ({ month: '2026-10', published, latest, categoriesWithData: 1, categories: 1 });
const counts = (facts: Partial<NeedFacts>): Record<string, number> => Object.fromEntries(needsOf({ ...nothing, ...facts }).map(({ id, count }) => [id, count]));
const index = (months: readonly StabilityMonthState[], may: Partial<NonNullable<NeedFacts['index']>>): Partial<NeedFacts> =>
  ({ index: { months: [months, []], computes: false, reviews: false, publishes: false, ...may } });
const marks = (change: Partial<AuditMarks>): AuditMarks => ({ verifiedAt: '2026-10-01', intact: null, decidedSince: 0, backedUpAt: '2026-10-01', changedSince: 0, ...change });

it('is empty where nothing waits', () => {
  expect(needsOf(nothing)).toEqual([]);
  expect(needsOf({ ...nothing, signals: { overdue: 0, redRaised: 0 } })).toEqual([]);
});

it('asks to compute the newest month of an index without a run, then only what is newer, sent back or out of date', () => {
  const none = month(null, null);
  expect(counts(index([none, none, none], { computes: true }))).toEqual({ indexCompute: 1 });
  expect(counts(index([none, none, month(run('published'), null), none], { computes: true }))).toEqual({ indexCompute: 2 });
  expect(counts(index([month(null, run('returned')), month(null, run('computed', true)), month(null, run('computed'))], { computes: true }))).toEqual({ indexCompute: 2 });
});

it('sends a manager to months to review and to publish, not to those whose data changed since', () => {
  const months = [month(null, run('computed')), month(null, run('computed', true)), month(run('published'), run('reviewed'))];
  expect(counts(index(months, { reviews: true, publishes: true }))).toEqual({ indexReview: 1, indexPublish: 1 });
});

it('puts what is late or broken first', () => {
  const needs = needsOf({
    ...nothing,
    signals: { overdue: 4, redRaised: 2 },
    marks: { marks: marks({ intact: false, decidedSince: 3, changedSince: 9 }), audits: true, backsUp: false },
  });
  expect(needs.map(({ id, grave }) => [id, grave])).toEqual([['chainBroken', true], ['signalsRed', true], ['signalsOverdue', true], ['decisionsUnverified', false]]);
});

it('tells an administrator of the backup and of locked accounts, and nothing of decisions', () => {
  const accounts = ['active', 'locked', 'disabled'].map((state) => ({ state })) as unknown as NonNullable<NeedFacts['accounts']>;
  expect(counts({ accounts, marks: { marks: marks({ decidedSince: 3, changedSince: 9 }), audits: false, backsUp: true } })).toEqual({ backupDue: 9, accountsLocked: 1 });
});

it('says what was never done: a chain never verified, a store never backed up, rules never checked', () => {
  const never = marks({ verifiedAt: null, backedUpAt: null, changedSince: 4 });
  expect(counts({ marks: { marks: never, audits: true, backsUp: false } })).toEqual({ chainNever: 1 });
  expect(counts({ marks: { marks: never, audits: false, backsUp: true } })).toEqual({ backupNever: 4 });
});

it('counts versions for who reviews, who wrote and who audits', () => {
  const lines = [{ state: 'submitted' }, { state: 'returned' }, { state: 'released', altered: true, inUse: true }, { state: 'released', altered: true, inUse: false }] as unknown as NonNullable<NeedFacts['definitions']>['lines'];
  const may = { lines, edits: false, reviews: false, audits: false };
  expect(counts({ definitions: { ...may, reviews: true } })).toEqual({ definitionsReview: 1 });
  expect(counts({ definitions: { ...may, edits: true } })).toEqual({ definitionsReturned: 1 });
  expect(counts({ definitions: { ...may, audits: true } })).toEqual({ definitionsAltered: 1 });
});

it('counts categories that are due, open rejects, failing rules of the last run and files of the watched folder that failed', () => {
  const category = (state: string) => ({ freshness: { state } });
  const supply = {
    matrix: { systems: [{ categories: [category('due'), category('never')] }, { categories: [category('due'), category('expected')] }] },
    rejects: { batches: 2, rows: 7 },
    quality: { runs: [{ failing: 3 }, { failing: 8 }] },
    watch: { trouble: 'folder', last: [{ outcome: 'failed' }, { outcome: 'done' }] },
  } as unknown as NonNullable<NeedFacts['supply']>;
  expect(counts({ supply })).toEqual({ watchFailed: 2, batchesDue: 2, rejectsOpen: 7, qualityFailing: 3 });
  expect(counts({ supply: { ...supply, quality: { ...supply.quality, runs: [] } } })).toEqual({ watchFailed: 2, batchesDue: 2, rejectsOpen: 7, qualityNever: 1 });
});
