import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BatchId } from '#shared/contract/index.ts';
import { makeKit, type Kit } from '../intake/fixtures/kit.ts';
import { sourcesHandlers as sources } from './index.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await makeKit();
});
afterEach(() => kit.close());

const send = (sender: string, name: string, lines: string, by: 'newest' | 'hold' = 'hold') => kit.load(kit.file(name, `编号,发生日期,人数,金额,当事人\n${lines}\n`), { sender, sourceRule: { by } });
const page = (filter: object = {}) => sources['sources.contradictions']({ limit: 10, offset: 0, ...filter }, kit.context());

it('lists what is contradicted by state, category and batch, with who says what', async () => {
  await send('甲', 'a.csv', 'A,2024-01-01,1,1,张三\nB,2024-01-01,1,1,张三\nC,2024-01-01,1,1,张三');
  await send('乙', 'b.csv', 'A,2024-01-01,2,1,张三\nC,2024-01-01,1,1,张三');
  await send('乙', 'c.csv', 'B,2024-01-01,2,1,张三', 'newest');
  const all = await page();
  expect(all.counts).toEqual({ open: 1, ruled: 1, decided: 0, agreed: 0 });
  expect(all.rows).toMatchObject([
    { category: '9.1', key: 'B', state: 'ruled', by: 'newest', holding: ['乙'], opposing: ['甲'], lastBatch: { id: 3 } },
    { key: 'A', state: 'open', by: 'hold', holding: ['甲'], opposing: ['乙'], lastBatch: { id: 2 } },
  ]);
  expect((await page({ state: 'open' })).rows.map(({ key }) => key)).toEqual(['A']);
  expect((await page({ batch: 3 as BatchId })).rows.map(({ key }) => key)).toEqual(['B']);
  // The first batch has its say in both.
  expect((await page({ batch: 1 as BatchId })).total).toBe(2);
  expect((await page({ category: '9.2' })).total).toBe(0);
  await expect(page({ batch: 99 as BatchId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('shows the words side by side, tells the fields that differ, and never a personal value', async () => {
  await send('甲', 'a.csv', 'A,2024-01-01,1,1.50,张三');
  await send('乙', 'b.csv', 'A,2024-01-01,1,2.00,张四');
  const { rows: [row] } = await page();
  const one = await sources['sources.contradiction']({ id: row?.id ?? 0 }, kit.context());
  expect(one.fields.filter(({ differs }) => differs).map(({ field }) => field)).toEqual(['amount', 'person']);
  const cell = (field: string): unknown[] => one.words.map(({ cells }) => cells[one.fields.findIndex((candidate) => candidate.field === field)]);
  expect(cell('amount')).toEqual(['1.5', '2']);
  expect(cell('person')).toEqual(['张*', '张*']);
  expect(one.words).toMatchObject([
    { sender: '甲', holds: true, batch: { id: 1, rowNo: 2, fileName: 'a.csv' } },
    { sender: '乙', holds: false, held: true, by: 'hold', batch: { id: 2, rowNo: 2, fileName: 'b.csv' } },
  ]);
  await expect(sources['sources.contradiction']({ id: 99 }, kit.context())).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('a decision stands with its reason, and says so when its batch was taken back', async () => {
  await send('甲', 'a.csv', 'A,2024-01-01,1,1,张三');
  await send('乙', 'b.csv', 'A,2024-01-01,2,1,张三');
  const { rows: [row] } = await page();
  const id = row?.id ?? 0;
  const before = await sources['sources.contradiction']({ id }, kit.context());
  const { batchId } = await sources['sources.decide']({ id, rowId: before.words[1]?.rowId ?? 0, reason: '以办结单为准' }, kit.context());
  expect(batchId).toBe(3);
  expect(kit.events.at(-1)).toEqual({ type: 'changed', topics: ['contradictions', 'batches', 'catalogue', 'audit'], subject: '9.1' });
  const after = await sources['sources.contradiction']({ id }, kit.context());
  expect(after).toMatchObject({ state: 'decided', by: 'decision', holding: ['乙'], opposing: ['甲'], decisions: [{ by: 'tester', sender: '乙', reason: '以办结单为准', batch: 3, undone: false }] });
  // Where the source said it, not where it was decided.
  expect(after.words[0]).toMatchObject({ sender: '乙', holds: true, batch: { id: 2, fileName: 'b.csv' } });
  await kit.undo(3 as BatchId);
  expect(await sources['sources.contradiction']({ id }, kit.context())).toMatchObject({ state: 'open', holding: ['甲'], decisions: [{ undone: true }] });
});

it('tells the rules in force', async () => {
  expect(await sources['sources.rules']({}, kit.context())).toMatchObject({ default: { by: 'newest' } });
});
