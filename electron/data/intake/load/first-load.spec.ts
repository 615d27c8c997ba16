import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportReport } from '#shared/contract/intake.ts';
import { categoryTableSql } from '#data/catalogue/index.ts';
import { CASES, makeKit, type Kit } from '../fixtures/kit.ts';

/** More repeated keys than a first load holds back: it must change over to looking up in the middle. */
const KEYS = 5500;
const HEADER = '编号,发生日期,属地,人数\n';

let kit: Kit;
let other: Kit;
beforeEach(async () => {
  [kit, other] = [await makeKit(), await makeKit()];
});
afterEach(async () => {
  await kit.close();
  await other.close();
});

/** Every key, then every key again: two of three as before, one with another number, some of those a third time. */
function repeating(keys: number): string {
  let text = HEADER;
  for (let n = 0; n < keys; n += 1) text += `A${String(n)},2024-03-05,330602002,1\n`;
  for (let n = 0; n < keys; n += 1) text += `A${String(n)},2024-03-05,330602002,${n % 3 === 0 ? '2' : '1'}\n`;
  for (let n = 0; n < keys; n += 30) text += `A${String(n)},2024-03-05,330602001,3\n`;
  return text;
}
const counts = ({ read, accepted, unchanged, superseded }: ImportReport): number[] => [read, accepted, unchanged, superseded];
const content = ({ store }: Kit): unknown[] =>
  store.raw.prepare("SELECT case_no, people, n_town, row_no, superseded_by IS NULL FROM cat_test_case WHERE case_no <> 'Z' ORDER BY case_no, row_id").raw().all();
const monthly = ({ store }: Kit): unknown[] => store.raw.prepare("SELECT month, town, row_count FROM monthly WHERE town <> '' ORDER BY 1, 2").raw().all();
const indexes = ({ store }: Kit): unknown[] => store.raw.prepare("SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'cat_test_case' ORDER BY name").pluck().all();
const expected = categoryTableSql(CASES).slice(1).sort();

describe('the first load of a category, without indexes until its end', () => {
  it.each([['few', 40], ['many', KEYS]])('ends as a load into a table that holds rows: %s repeated keys', async (_, keys) => {
    await other.load(other.file('one.csv', `${HEADER}Z,2024-03-05,,1\n`));
    const changed = Math.ceil(keys / 3);
    const third = Math.ceil(keys / 30);
    const report = await kit.load(kit.file('a.csv', repeating(keys)));
    expect(counts(report)).toEqual([keys * 2 + third, keys, keys - changed, changed + third]);
    expect(counts(await other.load(other.file('a.csv', repeating(keys))))).toEqual(counts(report));
    expect(content(kit)).toEqual(content(other));
    expect(monthly(kit)).toEqual(monthly(other));
    expect(kit.value('PRAGMA integrity_check')).toBe('ok');
  });

  it('has every index afterwards, whether it was taken in, only tried, or cancelled', async () => {
    const path = kit.file('a.csv', repeating(40));
    await kit.load(path, { dryRun: true });
    expect(indexes(kit).sort()).toEqual(expected);
    await expect(kit.load(path, {}, { cancelled: () => true })).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(indexes(kit).sort()).toEqual(expected);
    await kit.load(path);
    expect(indexes(kit).sort()).toEqual(expected);
    expect(expected).toHaveLength(5);
  });
});
