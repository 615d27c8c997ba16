import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BatchId } from '#shared/contract/common.ts';
import { CASES, CATALOGUE, makeKit, type Kit } from './fixtures/kit.ts';
import { inspectFile } from './inspect.ts';
import { sendersOf } from './senders.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await makeKit();
});
afterEach(() => kit.close());

let last = 0;
const file = (headers: string): string => kit.file(`${String((last += 1))}.csv`, `${headers}\n${headers.split(',').map((_header, column) => (column === 1 ? '2024-01-01' : `v${String(last)}`)).join(',')}\n`);
const inspect = (path: string, sender?: string): ReturnType<typeof inspectFile> => inspectFile({ store: kit.store, catalogue: CATALOGUE }, path, { category: CASES.id, sender });

it('a sender is known by its batches that were not taken back, the latest first', async () => {
  expect(await sendersOf(kit.store.db, '9.1')).toEqual([]);
  await kit.load(file('编号,发生日期'), { sender: '甲' });
  await kit.load(file('编号,发生日期'), { sender: '乙' });
  await kit.load(file('编号,发生日期'));
  expect(await sendersOf(kit.store.db, '9.1')).toEqual(['', '乙', '甲']);
  await kit.undo(2 as BatchId);
  expect(await sendersOf(kit.store.db, '9.1')).toEqual(['', '甲']);
  expect(kit.value("SELECT details FROM audit WHERE action = 'batch.imported' ORDER BY seq LIMIT 1")).toContain('"sender":"甲"');
});

it('what a known sender brings more or less is said; of an unknown one nothing', async () => {
  expect((await inspect(file('编号,发生日期,部门'), '甲')).headerChanges).toBeNull();
  await kit.load(file('编号,发生日期,部门,备注'), { sender: '甲' });
  await kit.load(file('编号,发生日期,部门'), { sender: '甲' });
  expect((await inspect(file('编号,发生日期,部门'))).headerChanges).toEqual({ added: [], gone: [] });
  // 备注 came before; it is not new, and the last batch did not have it.
  expect(await inspect(file('编 号,发生日期,备注,处室'))).toMatchObject({ sender: '甲', senders: ['甲'], headerChanges: { added: ['处室'], gone: ['部门'] } });
  expect((await inspect(file('编号,发生日期,处室'), '乙')).headerChanges).toBeNull();
});

it("each sender's headers are mapped as they were mapped for it; what was chosen without a sender holds for all", async () => {
  const choose = async (path: string, field: string | null, sender: string): Promise<void> => {
    await kit.load(path, { mapping: await kit.mapping(path, { 经办: field }), sender });
  };
  const mapped = async (sender: string): Promise<string | null | undefined> => (await inspect(file('编号,发生日期,经办'), sender)).mapping.find(({ header }) => header === '经办')?.field;
  await choose(file('编号,发生日期,经办'), 'department', '');
  await choose(file('编号,发生日期,经办'), 'person', '甲');
  expect([await mapped('甲'), await mapped('乙'), await mapped('')]).toEqual(['person', 'department', 'department']);
  await choose(file('编号,发生日期,经办'), 'department', '甲');
  expect(await mapped('甲')).toBe('department');
  expect(kit.value("SELECT count(*) FROM sender_mapping WHERE sender = '甲'")).toBe(0);
});
