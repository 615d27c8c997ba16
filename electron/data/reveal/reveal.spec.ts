import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contract, REVEAL_SECONDS } from '#shared/contract/index.ts';
import { openWorkstation, type Workstation } from '#data/assessment/fixtures/workstation.ts';
import { revealHandlers } from './index.ts';

let station: Workstation;
beforeEach(() => { station = openWorkstation(); });
afterEach(() => station.close());

const open = (rowId: number, field: string, reason = '核对来访人联系方式'): Promise<{ value: string; seconds: number }> =>
  revealHandlers['reveal.cell']({ category: '2.4', rowId, field, reason }, station.as('manager'));
const chain = (): { actor: string; subject: string; details: string }[] =>
  station.as('manager').store.raw.prepare("SELECT actor, subject, details FROM audit WHERE action = 'personal.revealed'").all() as { actor: string; subject: string; details: string }[];

function hold(): void {
  const { secrets } = station.as('it');
  station.hold('2.4', [{ petition_no: 'A', petition_date: '2026-05-01', petitioner: secrets.protect('样例某某'), petitioner_id: null }]);
}

describe('opening a personal cell', () => {
  it('gives the value once the audit chain holds who, which and why, and never the value', async () => {
    hold();
    expect(await open(1, 'petitioner')).toEqual({ value: '样例某某', seconds: REVEAL_SECONDS });
    const [entry, second] = chain();
    expect(second).toBeUndefined();
    expect(entry).toMatchObject({ actor: 'manager', subject: 'record:2.4/1' });
    expect(JSON.parse(entry!.details)).toEqual({ category: '2.4', rowId: 1, field: 'petitioner', reason: '核对来访人联系方式' });
    expect(JSON.stringify(station.as('manager').store.raw.prepare('SELECT * FROM audit').all())).not.toContain('样例某某');
  });

  it.each<[string, number, string, string]>([
    ['a row that is not held', 99, 'petitioner', 'NOT_FOUND'],
    ['an empty cell', 1, 'petitioner_id', 'NOT_FOUND'],
    ['a field that is not masked', 1, 'petition_no', 'BAD_INPUT'],
    ['a column that is no field', 1, 'row_hash', 'BAD_INPUT'],
  ])('refuses %s, and writes nothing', async (_, rowId, field, code) => {
    hold();
    await expect(open(rowId, field)).rejects.toMatchObject({ code });
    expect(chain()).toEqual([]);
  });

  it('asks for a reason of at least four characters', () => {
    const { input, access } = contract['reveal.cell'];
    const call = { category: '2.4', rowId: 1, field: 'petitioner' };
    expect(input.safeParse({ ...call, reason: ' 核对 ' }).success).toBe(false);
    expect(input.safeParse({ ...call, reason: '核对身份' }).success).toBe(true);
    expect(access).toBe('personal.reveal');
  });
});
