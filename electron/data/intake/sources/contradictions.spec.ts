import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BatchId, ImportReport } from '#shared/contract/index.ts';
import type { Judgement, SourceRule } from '#shared/domain/sources/index.ts';
import { verifyChain } from '#data/audit/index.ts';
import { CASES, makeKit, type Kit } from '../fixtures/kit.ts';
import { sendersOf } from '../senders.ts';
import { decideContradiction } from './decide.ts';
import { previewUndo } from '../undo/undo.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await makeKit();
});
afterEach(() => kit.close());

type Rows = readonly (readonly [key: string, day: string])[];
const HOLD: SourceRule = { by: 'hold' };
const RANK: SourceRule = { by: 'rank', order: ['甲', '乙', '丙'] };
let files = 0;

function send(sender: string, rows: Rows, sourceRule?: SourceRule): Promise<ImportReport> {
  const lines = rows.map(([key, day]) => `${key},2024-0${day}-01,33060200${day}`);
  return kit.load(kit.file(`${String((files += 1))}.csv`, `编号,发生日期,属地\n${lines.join('\n')}\n`), { sender, ...(sourceRule === undefined ? {} : { sourceRule }) });
}
const counts = ({ read, accepted, unchanged, superseded, held, rejected }: ImportReport): number[] => [read, accepted, unchanged, superseded, held, rejected];
const held = (): Record<string, string> =>
  Object.fromEntries(kit.store.raw.prepare('SELECT case_no, happened FROM cat_test_case WHERE superseded_by IS NULL').raw().all().map((row) => [String((row as string[])[0]), String((row as string[])[1]).slice(6, 7)]));
async function decide(key: string, day: string): Promise<number | null> {
  const [id, rowId] = kit.store.raw.prepare("SELECT c.id, max(t.row_id) FROM contradiction c JOIN contradiction_row r ON r.contradiction_id = c.id JOIN cat_test_case t ON t.row_id = r.row_id WHERE c.record_key = ? AND t.happened = ?").raw().get(JSON.stringify([key]), `2024-0${day}-01`) as [number, number];
  return (await decideContradiction(kit.context(), { id, rowId, reason: '已与两家核对' })).batchId;
}
const contradictions = (): unknown[] => kit.store.raw.prepare('SELECT record_key, state, judged_by FROM contradiction ORDER BY record_key').raw().all();

describe('two sources that contradict each other', () => {
  it('newest: the later one holds, and it is recorded', async () => {
    await send('甲', [['A', '1'], ['B', '1']]);
    expect(counts(await send('乙', [['A', '2'], ['B', '1'], ['C', '1']]))).toEqual([3, 1, 1, 1, 0, 0]);
    expect(held()).toEqual({ A: '2', B: '1', C: '1' });
    expect(contradictions()).toEqual([['["A"]', 'ruled', 'newest']]);
  });

  it('a source that mends its own word contradicts nobody', async () => {
    await send('甲', [['A', '1']]);
    await send('甲', [['A', '2']], HOLD);
    await send('乙', [['B', '2']], HOLD);
    await send('甲', [['A', '3']], HOLD);
    expect(contradictions()).toEqual([]);
  });

  it('hold: what stood first stays, the other word is kept aside once, and the count closes', async () => {
    await send('甲', [['A', '1']]);
    const report = await send('乙', [['A', '2'], ['B', '1']], HOLD);
    expect(counts(report)).toEqual([2, 1, 0, 0, 1, 0]);
    expect(held()).toEqual({ A: '1', B: '1' });
    expect(contradictions()).toEqual([['["A"]', 'open', 'hold']]);
    expect(kit.value("SELECT held_count || source_rule FROM batch WHERE id = 2")).toBe('1{"by":"hold"}');
    expect(kit.value("SELECT json_extract(details, '$.held') FROM audit WHERE action = 'batch.imported' AND subject = 'batch:2'")).toBe(1);
    // Monthly figures count what holds.
    expect(kit.value("SELECT sum(row_count) FROM monthly WHERE month = '2024-02'")).toBeNull();
    // The same word again is not kept a second time.
    expect(counts(await send('乙', [['A', '2'], ['C', '1']], HOLD))).toEqual([2, 1, 1, 0, 0, 0]);
    expect(kit.value('SELECT count(*) FROM contradiction_row WHERE held = 1')).toBe(1);
    // Its first source mends its own word, also with the other's.
    expect(counts(await send('甲', [['A', '2']], HOLD))).toEqual([1, 0, 0, 1, 0, 0]);
    expect(contradictions()).toEqual([['["A"]', 'agreed', null]]);
  });

  it('rank: the better source holds whoever comes later, equals go by the newest', async () => {
    await send('乙', [['A', '1']], RANK);
    expect(counts(await send('甲', [['A', '2']], RANK))).toEqual([1, 0, 0, 1, 0, 0]);
    expect(counts(await send('丙', [['A', '3']], RANK))).toEqual([1, 0, 0, 0, 1, 0]);
    expect(counts(await send('乙', [['A', '4']], RANK))).toEqual([1, 0, 0, 0, 1, 0]);
    expect(held()).toEqual({ A: '2' });
    expect(contradictions()).toEqual([['["A"]', 'ruled', 'rank']]);
    await send('丁', [['B', '1']], RANK);
    expect(counts(await send('', [['B', '2']], RANK))).toEqual([1, 0, 0, 1, 0, 0]);
  });

  it('a source that only brought the same again has its say as well', async () => {
    await send('乙', [['A', '1']], RANK);
    await send('甲', [['A', '1'], ['B', '1']], RANK);
    expect(counts(await send('乙', [['A', '2']], RANK))).toEqual([1, 0, 0, 0, 1, 0]);
    expect(held()).toEqual({ A: '1', B: '1' });
  });

  it('of several words in one file the last is what its source says', async () => {
    await send('甲', [['A', '1']]);
    expect(counts(await send('乙', [['A', '1'], ['A', '2'], ['A', '1']], HOLD))).toEqual([3, 0, 2, 0, 1, 0]);
    expect(contradictions()).toEqual([['["A"]', 'agreed', null]]);
  });

  it('a dry run tells the same and keeps nothing', async () => {
    await send('甲', [['A', '1']]);
    const path = kit.file('dry.csv', '编号,发生日期,属地\nA,2024-02-01,330602002\n');
    expect(counts(await kit.load(path, { sender: '乙', sourceRule: HOLD, dryRun: true }))).toEqual([1, 0, 0, 0, 1, 0]);
    expect(kit.value('SELECT (SELECT count(*) FROM contradiction) + (SELECT count(*) FROM batch)')).toBe(1);
  });
});

describe('taking a batch back', () => {
  it('discards what it had aside, and the contradiction with it', async () => {
    await send('甲', [['A', '1']]);
    await send('乙', [['A', '2']], HOLD);
    expect(await kit.undo(2 as BatchId)).toEqual({ batchId: 2, removed: 1, restored: 0 });
    expect(held()).toEqual({ A: '1' });
    expect(kit.value('SELECT (SELECT count(*) FROM contradiction) + (SELECT count(*) FROM contradiction_row)')).toBe(0);
  });

  it('lets the word that was aside stand where nothing is left against it', async () => {
    await send('甲', [['A', '1']]);
    await send('乙', [['A', '2']], HOLD);
    expect(previewUndo(kit.store, CASES, 1 as BatchId)).toEqual({ batchId: 1, removed: 1, restored: 1 });
    await kit.undo(1 as BatchId);
    expect(held()).toEqual({ A: '2' });
    expect(kit.value("SELECT row_count FROM monthly WHERE month = '2024-02'")).toBe(1);
  });

  it('finds a contradiction that only the batch had bridged', async () => {
    await send('甲', [['A', '1']]);
    await send('甲', [['A', '2']]);
    await send('乙', [['A', '2'], ['B', '1']], HOLD);
    expect(previewUndo(kit.store, CASES, 2 as BatchId)).toEqual({ batchId: 2, removed: 0, restored: 1 });
    expect(await kit.undo(2 as BatchId)).toEqual({ batchId: 2, removed: 0, restored: 1 });
    expect(held()).toEqual({ A: '1', B: '1' });
    expect(contradictions()).toEqual([['["A"]', 'open', 'hold']]);
  });
});

describe('a decision', () => {
  const rule = HOLD;
  it('lets the other word hold as a batch of its own, and refuses the first one for as long as it is repeated', async () => {
    await send('甲', [['A', '1']]);
    await send('乙', [['A', '2']], rule);
    expect(await decide('A', '2')).toBe(3);
    expect(held()).toEqual({ A: '2' });
    expect(contradictions()).toEqual([['["A"]', 'decided', 'decision']]);
    expect(kit.store.raw.prepare('SELECT sender, format, read_count, superseded_count, source_rule FROM batch WHERE id = 3').raw().get()).toEqual(['乙', 'decision', 1, 1, '{"by":"decision"}']);
    expect(kit.value("SELECT details FROM audit WHERE action = 'contradiction.decided'")).toBe('{"against":["甲"],"batch":3,"category":"9.1","key":"A","reason":"已与两家核对","sender":"乙"}');
    expect(await verifyChain(kit.store.db)).toMatchObject({ ok: true });
    await send('甲', [['A', '1'], ['B', '1']], rule);
    expect(contradictions()).toEqual([['["A"]', 'decided', 'decision']]);
    // Another word of it has to be decided anew.
    await send('甲', [['A', '3']], rule);
    expect(contradictions()).toEqual([['["A"]', 'open', 'hold']]);
    // Nobody is taken for a sender of files by a decision.
    expect(await sendersOf(kit.store.db, '9.1')).toEqual(['甲', '乙']);
  });

  it('is taken back like any batch, and then the contradiction is open again', async () => {
    await send('甲', [['A', '1']]);
    await send('乙', [['A', '2']], rule);
    await decide('A', '2');
    expect(await kit.undo(3 as BatchId)).toEqual({ batchId: 3, removed: 1, restored: 1 });
    expect(held()).toEqual({ A: '1' });
    expect(contradictions()).toEqual([['["A"]', 'open', 'hold']]);
  });

  it('for the word that holds already needs no batch', async () => {
    await send('甲', [['A', '1']]);
    await send('乙', [['A', '2']], rule);
    expect(await decide('A', '1')).toBeNull();
    expect(contradictions()).toEqual([['["A"]', 'decided', 'decision']]);
    expect(kit.value('SELECT count(*) FROM batch')).toBe(2);
  });

  it('is refused where nobody says that any more, or nothing is contradicted', async () => {
    await send('甲', [['A', '1']]);
    await send('乙', [['A', '2'], ['A', '3']], rule);
    await expect(decide('A', '2')).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(decideContradiction(kit.context(), { id: 99, rowId: 1, reason: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(kit.value('SELECT count(*) FROM contradiction_decision')).toBe(0);
  });
});

/** The whole meaning of the store in a few lines. */
interface ModelBatch {
  readonly id: number;
  readonly sender: string;
  readonly rule: Judgement;
  readonly rows: Rows;
  undone: boolean;
}
function model(batches: readonly ModelBatch[]): { held: Record<string, string>; words: Record<string, Record<string, string>>; open: string[]; aside: number[] } {
  const held: Record<string, string> = {};
  const words: Record<string, Record<string, string>> = {};
  const aside = batches.map(() => 0);
  batches.forEach(({ sender, rule, rows, undone }, place) => {
    if (undone) return;
    for (const [key, value] of rows) {
      const said = (words[key] ??= {});
      const rivals = Object.keys(said).filter((name) => name !== sender && said[name] === held[key]);
      const rank = (name: string): number => (rule.by === 'rank' ? [...rule.order, name].indexOf(name) : 0);
      const wins = rule.by === 'newest' || rule.by === 'decision' || (rule.by === 'rank' && rivals.every((rival) => rank(sender) <= (rule.order.includes(rival) ? rank(rival) : rule.order.length)));
      const repeats = said[sender] === value;
      said[sender] = value;
      if (held[key] === value) continue;
      if (rivals.length === 0 || wins) held[key] = value;
      else if (!repeats) aside[place] = (aside[place] ?? 0) + 1;
    }
  });
  const open = Object.keys(words).filter((key) => Object.values(words[key] ?? {}).some((value) => value !== held[key])).sort();
  return { held, words, open, aside };
}

describe('any sequence of imports from several sources and undos', () => {
  const said = (key: string): fc.Arbitrary<(readonly [string, string])[]> => fc.array(fc.constantFrom('1', '2', '3'), { maxLength: 2 }).map((values) => values.map((value) => [key, value] as const));
  const rows = fc.tuple(said('A'), said('B')).map((keys) => keys.flat());
  const rule = fc.constantFrom<SourceRule>({ by: 'newest' }, HOLD, RANK, { by: 'rank', order: ['丙', '乙'] });
  const batch = fc.record({ sender: fc.constantFrom('甲', '乙', '丙'), rule, rows });
  const step = fc.oneof({ weight: 4, arbitrary: batch }, { weight: 2, arbitrary: fc.nat({ max: 6 }) }, { weight: 1, arbitrary: fc.record({ decide: fc.nat({ max: 8 }) }) });

  it('ends in the store that the model says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 12 }), async (steps) => {
        await kit.close();
        kit = await makeKit();
        const batches: ModelBatch[] = [];
        for (const one of steps) {
          if (typeof one === 'number') {
            const target = batches[one % Math.max(1, batches.length)];
            if (target === undefined || target.undone) continue;
            const preview = previewUndo(kit.store, CASES, target.id as BatchId);
            expect(await kit.undo(target.id as BatchId)).toEqual(preview);
            target.undone = true;
          } else if ('decide' in one) {
            // Words that one source alone says, so that it is certain whose is chosen.
            const { words, open } = model(batches);
            const choices = open.flatMap((key) => Object.entries(words[key] ?? {}).filter(([, value], _, all) => all.filter((other) => other[1] === value).length === 1).map(([sender, value]) => ({ key, sender, value })));
            const choice = choices[one.decide % Math.max(1, choices.length)];
            if (choice === undefined) continue;
            const batchId = await decide(choice.key, choice.value);
            if (batchId !== null) batches.push({ id: batchId, sender: choice.sender, rule: { by: 'decision' }, rows: [[choice.key, choice.value]], undone: false });
          } else {
            // A row of its own makes every file another one.
            const rows: Rows = [...one.rows, [`U${String(batches.length)}`, '9']];
            const report = await send(one.sender, rows, one.rule);
            batches.push({ id: Number(report.batchId), sender: one.sender, rule: one.rule, rows, undone: false });
            expect(report.held).toBe(model(batches).aside.at(-1));
            expect(report.read).toBe(report.accepted + report.unchanged + report.superseded + report.held + report.rejected);
          }
          const expected = model(batches);
          expect(held()).toEqual(expected.held);
          expect(kit.store.raw.prepare("SELECT json_extract(record_key, '$[0]') FROM contradiction WHERE state <> 'agreed' ORDER BY 1").pluck().all()).toEqual(expected.open);
          const counted = kit.store.raw.prepare("SELECT substr(happened, 1, 7), coalesce(n_town, ''), '', count(*) FROM cat_test_case WHERE superseded_by IS NULL GROUP BY 1, 2 ORDER BY 1, 2").raw().all();
          expect(kit.store.raw.prepare('SELECT month, town, department, row_count FROM monthly ORDER BY 1, 2, 3').raw().all()).toEqual(counted);
        }
        for (const known of batches) if (!known.undone) await kit.undo(known.id as BatchId);
        // What a person decided stays readable.
        expect(kit.value('SELECT count(*) FROM contradiction WHERE id NOT IN (SELECT contradiction_id FROM contradiction_decision)')).toBe(0);
        for (const table of ['cat_test_case', 'witness', 'monthly', 'contradiction_row']) expect(kit.value(`SELECT count(*) FROM ${table}`)).toBe(0);
      }),
      { numRuns: Number(process.env['INTAKE_RUNS'] ?? 60) },
    );
  }, 120_000);
});
