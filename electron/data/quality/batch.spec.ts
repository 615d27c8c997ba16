import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BatchFinding, BatchId } from '#shared/contract/index.ts';
import { openWorkstation, type Workstation } from '#data/assessment/fixtures/workstation.ts';
import { qualityHandlers } from './index.ts';

let station: Workstation;
beforeEach(() => { station = openWorkstation(); });
afterEach(() => station.close());

const ofBatch = async (id: number): Promise<readonly BatchFinding[]> => (await qualityHandlers['quality.ofBatch']({ id: id as BatchId }, station.as('it'))).findings ?? [];
const found = async (id: number, rule: string): Promise<unknown> => {
  const one = (await ofBatch(id)).find((finding) => finding.rule.id === rule);
  return one === undefined ? undefined : [one.checked, one.found, one.skipped];
};

it('holds the rules of the category against the rows of one batch that stand today', async () => {
  station.hold('2.4', [{ petition_no: 'A', petition_date: '2026-05-01' }]);
  const handled = (no: string, on = '2026-05-02', answered = '2026-05-03'): Record<string, string> => ({ petition_no: no, handling_no: '1', accepted_on: on, n_date: on, answered_on: answered });
  const one = station.hold('2.5', [handled('A'), handled('X'), handled('Y')]);
  const two = station.hold('2.5', [handled('Y', '2026-05-04'), handled('Z')]);
  expect(await found(one, 'handling-petition-known')).toEqual([2, 1, null]);
  expect(await found(two, 'handling-petition-known')).toEqual([2, 2, null]);
  // Those with findings first; every rule about rows of the category, and only these.
  const findings = await ofBatch(two);
  expect(findings.map((one) => one.found > 0)).toEqual([...findings.map((one) => one.found > 0)].sort((a, b) => Number(b) - Number(a)));
  expect(new Set(findings.map(({ rule }) => rule.category))).toEqual(new Set(['2.5']));

  const page = await qualityHandlers['quality.rows']({ id: 'handling-petition-known', batch: two as BatchId, limit: 10, offset: 1 }, station.as('it'));
  expect(page.total).toBe(2);
  expect(page.rows.map((row) => row.batchId)).toEqual([two]);
  await expect(ofBatch(99)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('compares rows of a batch with those of all others when it looks for the same text', async () => {
  const ticket = (no: string, text: string): Record<string, string> => ({ ticket_no: no, title: '【样例】噪声', content: text, accepted_at: '2026-05-01 08:00:00', n_town: '330602001', n_date: '2026-05-01' });
  const long = '【样例】夜间施工噪声扰民，请有关部门核实处理并答复来电人，谢谢。';
  const one = station.hold('2.1', [ticket('1', long), ticket('2', `${long}另一件`)]);
  const two = station.hold('2.1', [ticket('3', long)]);
  const rule = (await ofBatch(one)).find((finding) => finding.rule.kind === 'duplicate');
  expect(rule).toMatchObject({ checked: 2, found: 1 });
  expect((await ofBatch(two)).find((finding) => finding.rule.kind === 'duplicate')).toMatchObject({ checked: 1, found: 1 });
  const page = await qualityHandlers['quality.rows']({ id: rule?.rule.id ?? '', batch: two as BatchId, limit: 10, offset: 0 }, station.as('it'));
  expect(page.rows.map((row) => row.batchId)).toEqual([two]);
});
