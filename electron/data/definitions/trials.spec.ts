import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input, Output, ProcedureName, TaskId } from '#shared/contract/index.ts';
import { exact } from '#shared/domain/decimal/index.ts';
import type { Role } from '#shared/domain/access/index.ts';
import type { IndexDefinition } from '#shared/domain/stability/index.ts';
import type { SignalRule } from '#shared/domain/signals/index.ts';
import { evaluateDue } from '#data/signals/index.ts';
import { actor, openSampleStore, SAMPLE_MONTH, writeSample, type SampleStore } from '../stability/fixtures/sample-store.ts';

/** Versions of rules and of indexes on sample data that went through the import. */
let store: SampleStore;
let sample: string;
beforeAll(async () => {
  sample = mkdtempSync(join(tmpdir(), 'trials-sample-'));
  store = await openSampleStore(await writeSample(sample, 200));
  for (const id of ['evaluator', 'manager']) {
    store.core.context.store.raw.prepare("INSERT INTO account (id, username, display_name, role, password_hash, state, created_at) VALUES (?, ?, ?, ?, '-', 'active', '2026-01-01')").run(id, id, id, id);
  }
}, 120_000);
afterAll(async () => {
  await store.close();
  rmSync(sample, { recursive: true, force: true });
});

const ask = <Name extends ProcedureName>(name: Name, input: Input<Name>, role: Role = 'evaluator'): Promise<Output<Name>> => store.core.invoke(name, input, actor(role, role));
const rows = <Row>(sql: string): Row[] => store.core.context.store.raw.prepare(sql).all() as Row[];

async function draft(kind: 'rule' | 'index', id: string, change: (body: never) => void): Promise<number> {
  const line = (await ask('definitions.list', { kind })).find((one) => one.id === id && one.inUse)!;
  const { seq } = await ask('definitions.copy', { seq: line.seq, id });
  const view = await ask('definitions.one', { seq });
  const body = structuredClone(view.body);
  change(body as never);
  await ask('definitions.save', { seq, revision: view.line.revision, body, note: 'synthetic' });
  return seq;
}
async function release(seq: number): Promise<void> {
  await ask('definitions.submit', { seq });
  await ask('definitions.review', { seq, release: true, note: '' }, 'manager');
}
async function finished(id: TaskId): Promise<void> {
  for (;;) {
    const task = (await ask('tasks.list', {})).find((one) => one.id === id);
    if (task?.state === 'done') return;
    if (task?.state === 'failed' || task?.state === 'cancelled') throw new Error(task.error?.message ?? task.state);
    await new Promise((resolve) => { setImmediate(resolve); });
  }
}

describe('a version of a rule', () => {
  it('says what it would have raised before it is released, and raises by the new text from then on', async () => {
    await evaluateDue(store.core.context, false);
    // By hand: entities with at least one, and at least two, red ratings in a month.
    const reds = (least: number): number => rows<{ n: number }>(`SELECT count(*) AS n FROM (SELECT 1 FROM cat_safety_code WHERE superseded_by IS NULL AND colour = 'red' AND n_date <= '2026-10-31' AND n_date >= '2024-11-01' GROUP BY entity_no, substr(n_date, 1, 7) HAVING count(*) >= ${String(least)})`)[0]!.n;
    const seq = await draft('rule', 'red-code-check', (rule: SignalRule) => {
      rule.level = 'orange';
      Object.assign(rule.condition, { from: '2' });
    });
    const trial = await ask('definitions.tryRule', { seq, months: 24 });
    expect(trial.before).toMatchObject({ ref: 'red-code-check@1', trial: { total: reds(1) } });
    expect(trial.own).toMatchObject({ total: reds(2) });
    expect(reds(1)).toBeGreaterThan(0);
    expect(trial).toMatchObject({ onlyOwn: 0, onlyBefore: reds(1) - reds(2) });
    const before = rows<{ id: number }>("SELECT id FROM signal WHERE rule_id = 'red-code-check'");
    expect((await ask('signals.rule', { id: 'red-code-check' })).ref).toBe('red-code-check@1');

    await release(seq);
    expect((await ask('signals.rule', { id: 'red-code-check' })).ref).toBe('red-code-check@2');
    const [entry] = rows<{ details: string }>("SELECT details FROM audit WHERE action = 'definition.released' ORDER BY seq DESC LIMIT 1");
    expect(JSON.parse(entry!.details)).toMatchObject({ trial: { raised: reds(2), raisedBefore: reds(1) } });
    await evaluateDue(store.core.context, false);
    // What the older text raised and the newer does not is still there, marked as no longer borne out; nothing is raised twice.
    const after = rows<{ id: number; supported: number }>("SELECT id, supported FROM signal WHERE rule_id = 'red-code-check'");
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after.filter(({ supported }) => supported === 0).length).toBeGreaterThan(0);
  });

  it('under a name of its own is looked for beside what ships', async () => {
    const { seq } = await ask('definitions.copy', { seq: (await ask('definitions.list', { kind: 'rule' })).find((one) => one.id === 'red-code-joint' && one.inUse)!.seq, id: 'own-red-twice' });
    const view = await ask('definitions.one', { seq });
    await ask('definitions.save', { seq, revision: view.line.revision, body: { ...(view.body as object), condition: { kind: 'run', months: 2 } }, note: '' });
    expect((await ask('definitions.tryRule', { seq, months: 24 })).before).toMatchObject({ ref: 'red-code-joint@1' });
    await release(seq);
    expect((await ask('signals.rules', {})).map(({ ref }) => ref)).toEqual(expect.arrayContaining(['own-red-twice@1', 'red-code-joint@1']));
  });
});

describe('a version of an index', () => {
  it('computes a past month beside what stands of it, and scores by its own weights once it is released', async () => {
    const compute = async (): Promise<void> => finished((await ask('stability.compute', { subject: 'town', month: SAMPLE_MONTH })).taskId);
    await compute();
    const old = await ask('stability.month', { level: 'town', month: SAMPLE_MONTH });
    const seq = await draft('index', 'town-index', (index: IndexDefinition) => {
      const [first, ...others] = index.dimensions;
      first!.weight = '30' as never;
      others[0]!.weight = '2' as never;
    });
    expect(await ask('definitions.indexTrial', { seq, month: SAMPLE_MONTH })).toBeNull();
    await finished((await ask('definitions.tryIndex', { seq, month: SAMPLE_MONTH })).taskId);
    const trial = (await ask('definitions.indexTrial', { seq, month: SAMPLE_MONTH }))!;
    expect(trial).toMatchObject({ ref: 'town-index@2', before: { ref: 'town-index@1', state: 'computed' } });
    const towns = trial.rows.filter(({ level }) => level === 'town');
    const stood = new Map(old.rows.map((row) => [row.place, row]));
    for (const row of towns) expect([row.scoreBefore, row.rankBefore]).toEqual([stood.get(row.place)?.score ?? null, stood.get(row.place)?.rank ?? null]);
    expect(towns.some(({ score, scoreBefore }) => score !== null && scoreBefore !== null && !exact(score).eq(scoreBefore))).toBe(true);
    // Nothing of the trial was kept as a run.
    expect((await ask('stability.month', { level: 'town', month: SAMPLE_MONTH })).run.definition).toBe('town-index@1');

    await release(seq);
    await compute();
    const now = await ask('stability.month', { level: 'town', month: SAMPLE_MONTH });
    expect(now.run.definition).toBe('town-index@2');
    expect(new Map(now.rows.map(({ place, score }) => [place, score]))).toEqual(new Map(towns.map(({ place, score }) => [place, score])));
    expect((await ask('stability.definitions', {})).filter(({ definition }) => definition.subject === 'town').map(({ ref, inUse }) => [ref, inUse])).toEqual([['town-index@1', false], ['town-index@2', true]]);
  }, 120_000);
});
