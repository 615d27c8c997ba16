import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { once } from 'node:events';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyChain } from '#data/audit/index.ts';
import { check, openStore, type Store } from '#data/store/index.ts';
import { makeKit, type Kit } from './fixtures/kit.ts';
import type { IntakeJob } from './load/job.ts';

/** `npm run kills -- 100 7`: so many seeds, from this one on. */
const SEEDS = Number(process.env['KILL_SEEDS'] ?? 10);
const FIRST_SEED = Number(process.env['FIRST_KILL_SEED'] ?? 1);
/** A busy machine takes its time to start a process; what is tested is not the time. */
const SLOW = 120_000;
const ROWS = 1500;
/** Turns of the loop from a statement to death: from none to several milliseconds, longer than most statements. */
const MOST_SPINS = 2_000_000;
/** Up to about a tenth of a millisecond. */
const FEW_SPINS = 20_000;

/** Rows of every outcome: taken, refused for their date, and (against an earlier table) replaced or unchanged. */
function table(from: number, amount: number): string {
  const row = (index: number): string => `B${String(from + index)},${index % 50 === 49 ? '2024-02-31' : `2024-0${String((index % 9) + 1)}-05`},塔山街道,张三,${String(index % 3 === 0 ? amount : 7)}`;
  return `编号,发生日期,属地,当事人,金额\n${Array.from({ length: ROWS }, (_, index) => row(index)).join('\n')}\n`;
}

/** A job with the store as it is before, and all that the store holds before and after. */
interface Scene {
  readonly folder: string;
  readonly job: IntakeJob;
  readonly before: string;
  readonly after: string;
  readonly steps: number;
}

let kit: Kit;
const scenes: Scene[] = [];
const tally = { out: 0, in: 0, lived: 0 };
const work = mkdtempSync(join(tmpdir(), 'intake-kills-'));
const script = fileURLToPath(new URL('./fixtures/killed-process.ts', import.meta.url));

/** Runs a job over a copy of the store in a process of its own; null when it died. */
async function runJob(folder: string, job: IntakeJob, step: number, spins: number): Promise<number | null> {
  const order = JSON.stringify({ ...job, storePath: join(folder, 'store.db') });
  const child = spawn(process.execPath, [script, order, String(step), String(spins)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said, [code, signal]] = await Promise.all([text(child.stdout), once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>]);
  // Death may come after the last word. Windows knows no signals: there a killed process ends with a code of its own.
  if (signal === 'SIGKILL' || (said === '' && process.platform === 'win32')) return null;
  expect(code).toBe(0);
  return Number(said);
}

/** Everything in the store but what differs from one run to the next: how long it took, and texts encrypted with fresh salt. */
function contents(store: Store): string {
  const tables = store.raw.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").pluck().all() as string[];
  const lines = tables.flatMap((name) =>
    store.raw.prepare(`SELECT * FROM "${name}"`).all().map((row) => `${name} ${JSON.stringify(row, (key, value: unknown) => (VARYING.has(key) ? typeof value : value))}`).sort(),
  );
  return lines.join('\n');
}
const VARYING: ReadonlySet<string> = new Set(['duration_ms', 'person', 'cells']);

/** Opens the store as the program does and looks for any trace of harm; gives what it holds. */
async function examine(folder: string): Promise<string> {
  const store = openStore(join(folder, 'store.db'), { mode: 'existing' });
  try {
    check(store.raw);
    expect(await verifyChain(store.db)).toMatchObject({ ok: true });
    const counted = store.raw.prepare('SELECT month, sum(row_count) AS n FROM monthly WHERE row_count > 0 GROUP BY month ORDER BY month').all();
    expect(counted).toEqual(store.raw.prepare('SELECT substr(happened, 1, 7) AS month, count(*) AS n FROM cat_test_case WHERE superseded_by IS NULL GROUP BY 1 ORDER BY 1').all());
    for (const batch of store.raw.prepare(COUNTS).all()) expect(batch).toMatchObject({ open: 0, rejects: 0 });
    return contents(store);
  } finally {
    await store.close();
  }
}

/** What of a batch's counts does not close, by its own figures and by the rejects that stand in the store. */
const COUNTS = `SELECT read_count - accepted_count - unchanged_count - superseded_count - rejected_count AS open,
  rejected_count - (SELECT count(*) FROM reject WHERE batch_id = batch.id) AS rejects FROM batch WHERE state = 'committed'`;

function copy(from: string, name: string): string {
  const folder = join(work, name);
  cpSync(from, folder, { recursive: true });
  return folder;
}

/** The store of the kit as it is now, with what an undisturbed run of the job makes of it. */
async function scene(name: string, job: IntakeJob): Promise<Scene> {
  kit.store.raw.pragma('wal_checkpoint(TRUNCATE)');
  const folder = copy(kit.folder, `${name}-before`);
  const whole = copy(folder, `${name}-after`);
  const steps = await runJob(whole, job, 0, 0);
  if (steps === null) throw new Error('a job that nobody killed did not end');
  return { folder, job, before: await examine(copy(folder, `${name}-look`)), after: await examine(whole), steps };
}

beforeAll(async () => {
  kit = await makeKit();
  const first = kit.file('first.csv', table(0, 7));
  const second = kit.file('second.csv', table(ROWS / 2, 8));
  scenes.push(await scene('first', await kit.job(first)));
  await kit.load(first);
  scenes.push(await scene('second', await kit.job(second)));
  await kit.load(second);
  const { kind: _kind, category, storePath, resourcesDir, actor, at } = await kit.job(first);
  scenes.push(await scene('undo', { kind: 'undo', category, storePath, resourcesDir, actor, at, batchId: 1 }));
}, SLOW);

afterAll(async () => {
  if (process.env['KILL_SEEDS'] !== undefined) process.stdout.write(`Out whole after a kill: ${String(tally.out)}; in whole after a kill: ${String(tally.in)}; done before the kill came: ${String(tally.lived)}.\n`);
  await kit.close();
  rmSync(work, { recursive: true, force: true });
});

describe('a kill at any moment', () => {
  it('every scene changes the store, so that whole and out can be told apart', () => {
    expect(scenes).toHaveLength(3);
    for (const { before, after } of scenes) expect(after).not.toBe(before);
  });

  it.each(Array.from({ length: SEEDS }, (_, index) => FIRST_SEED + index))('leaves the batch in whole or out whole, and the next try succeeds: seed %i', async (seed) => {
    const at = scenes[seed % scenes.length];
    if (at === undefined) throw new Error('there is no such scene');
    const random = xoroshiro128plus(seed);
    // A small seed leaves the first numbers of the generator poor.
    for (let turn = 0; turn < 64; turn += 1) random.next();
    // Every second death comes among the last statements and soon after one: the end of the work and the commit are short and the most delicate.
    const late = seed % 2 === 0;
    const step = uniformInt(random, late ? Math.max(1, at.steps - 7) : 1, at.steps);
    const spins = uniformInt(random, 0, late ? FEW_SPINS : MOST_SPINS);
    const folder = copy(at.folder, `seed-${String(seed)}`);
    const lived = await runJob(folder, at.job, step, spins);
    const found = await examine(folder);
    if (lived !== null) expect(found === at.after).toBe(true);
    expect([at.before, at.after].includes(found)).toBe(true);
    tally[lived !== null ? 'lived' : found === at.before ? 'out' : 'in'] += 1;
    // Out: the next try makes of it what an undisturbed one would. In: the same file again changes nothing.
    if (found === at.before || at.job.kind === 'load') {
      expect(await runJob(folder, at.job, 0, 0)).not.toBeNull();
      expect((await examine(folder)) === at.after).toBe(true);
    }
    rmSync(folder, { recursive: true, force: true });
  }, SLOW);
});
