import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BatchId } from '#shared/contract/index.ts';
import { verifyChain } from '#data/audit/index.ts';
import { CASES, makeKit, type Kit } from '../fixtures/kit.ts';
import { previewUndo } from './undo.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await makeKit();
});
afterEach(() => kit.close());

const HEADERS = '编号,发生日期,属地';
let files = 0;
function batch(rows: Readonly<Record<string, string>> | readonly (readonly [string, string])[]): Promise<{ batchId: BatchId | null }> {
  const lines = (Array.isArray(rows) ? (rows as readonly (readonly [string, string])[]) : Object.entries(rows)).map(([key, day]) => `${key},2024-0${day}-01,33060200${day}`);
  return kit.load(kit.file(`${String((files += 1))}.csv`, `${HEADERS}\n${lines.join('\n')}\n`));
}
const held = (): Record<string, string> =>
  Object.fromEntries(kit.store.raw.prepare('SELECT case_no, happened FROM cat_test_case WHERE superseded_by IS NULL').raw().all().map((row) => [String((row as string[])[0]), String((row as string[])[1]).slice(6, 7)]));
const versions = (key: string): unknown[] => kit.store.raw.prepare('SELECT batch_id, superseded_by FROM cat_test_case WHERE case_no = ? ORDER BY row_id').raw().all(key);

describe('taking a batch back', () => {
  it('brings back what it superseded and removes what it brought', async () => {
    await batch({ A: '1', B: '1' });
    await batch({ B: '2', C: '2' });
    expect(previewUndo(kit.store, CASES, 2 as BatchId)).toEqual({ batchId: 2, removed: 2, restored: 1 });
    expect(await kit.undo(2 as BatchId)).toEqual({ batchId: 2, removed: 2, restored: 1 });
    expect(held()).toEqual({ A: '1', B: '1' });
    expect(kit.value("SELECT state || ' ' || undone_at FROM batch WHERE id = 2")).toBe('undone 2026-01-05T08:00:00.000Z');
    expect(kit.value("SELECT details FROM audit WHERE action = 'batch.undone'")).toBe('{"category":"9.1","removed":2,"restored":1}');
    expect(await verifyChain(kit.store.db)).toMatchObject({ ok: true });
  });

  it('in the middle of a chain, the later batch stays and closes the earlier version', async () => {
    await batch({ A: '1' });
    await batch({ A: '2' });
    await batch({ A: '3' });
    await kit.undo(2 as BatchId);
    expect(versions('A')).toEqual([[1, 3], [3, null]]);
    await kit.undo(3 as BatchId);
    expect(held()).toEqual({ A: '1' });
  });

  it('hands rows over to a later batch that brought the same', async () => {
    await batch({ A: '1', B: '1' });
    await batch({ A: '1', C: '2' });
    expect(await kit.undo(1 as BatchId)).toMatchObject({ removed: 1, restored: 0 });
    expect(held()).toEqual({ A: '1', C: '2' });
    expect(versions('A')).toEqual([[2, null]]);
    expect(kit.value("SELECT row_no FROM cat_test_case WHERE case_no = 'A'")).toBe(2);
    await kit.undo(2 as BatchId);
    expect(held()).toEqual({});
  });

  it('takes both versions of a key that one file brought twice', async () => {
    await batch({ A: '1' });
    await batch([['A', '2'], ['A', '3']]);
    expect(await kit.undo(2 as BatchId)).toEqual({ batchId: 2, removed: 2, restored: 1 });
    expect(held()).toEqual({ A: '1' });
  });

  it('keeps the rejects with the ledger, and the file may come again', async () => {
    const path = kit.file('bad.csv', `${HEADERS}\nA,2024-01-01,\nB,x,\n`);
    await kit.load(path);
    await kit.undo(1 as BatchId);
    expect(kit.value('SELECT count(*) FROM reject')).toBe(1);
    expect((await kit.load(path)).batchId).toBe(2);
    expect(held()).toEqual({ A: '1' });
  });

  it('is refused a second time, and for a batch that never was', async () => {
    await batch({ A: '1' });
    await kit.undo(1 as BatchId);
    await expect(kit.undo(1 as BatchId)).rejects.toMatchObject({ code: 'BATCH_NOT_UNDOABLE' });
    await expect(kit.undo(9 as BatchId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

/** The whole meaning of the store in a few lines: per key, the last word of the batches that were not taken back. */
interface ModelBatch {
  readonly id: number;
  readonly text: string;
  readonly rows: readonly (readonly [string, string])[];
  undone: boolean;
}
function modelHeld(batches: readonly ModelBatch[]): Record<string, string> {
  const held: Record<string, string> = {};
  for (const { rows, undone } of batches) if (!undone) for (const [key, value] of rows) held[key] = value;
  return held;
}

describe('any sequence of imports and undos', () => {
  const rows = fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.constantFrom('1', '2')), { minLength: 1, maxLength: 4 });
  const step = fc.oneof({ weight: 3, arbitrary: rows }, { weight: 2, arbitrary: fc.nat({ max: 4 }) });

  it('ends in the store that the model says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 9 }), async (steps) => {
        await kit.close();
        kit = await makeKit();
        const model: ModelBatch[] = [];
        for (const one of steps) {
          if (typeof one === 'number') {
            const target = model[one % Math.max(1, model.length)];
            if (target === undefined || target.undone) continue;
            const preview = previewUndo(kit.store, CASES, target.id as BatchId);
            expect(await kit.undo(target.id as BatchId)).toEqual(preview);
            target.undone = true;
          } else if (model.filter((known) => !known.undone).length < 4) {
            const text = JSON.stringify(one);
            const { batchId } = await batch(one);
            const again = model.some((known) => !known.undone && known.text === text);
            expect(batchId === null).toBe(again);
            if (batchId !== null) model.push({ id: batchId, text, rows: one, undone: false });
          }
          expect(held()).toEqual(modelHeld(model));
          const counted = kit.store.raw.prepare("SELECT substr(happened, 1, 7), n_town, '', count(*) FROM cat_test_case WHERE superseded_by IS NULL GROUP BY 1, 2 ORDER BY 1, 2").raw().all();
          expect(kit.store.raw.prepare('SELECT month, town, department, row_count FROM monthly ORDER BY 1, 2, 3').raw().all()).toEqual(counted);
        }
        for (const known of model) if (!known.undone) await kit.undo(known.id as BatchId);
        expect(kit.value('SELECT count(*) FROM cat_test_case')).toBe(0);
        expect(kit.value('SELECT (SELECT count(*) FROM witness) + (SELECT count(*) FROM monthly)')).toBe(0);
      }),
      { numRuns: Number(process.env['INTAKE_RUNS'] ?? 60) },
    );
  }, 120_000);
});
