import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldProfile, Output } from '#shared/contract/index.ts';
import { openWorkstation, type Workstation } from '#data/assessment/fixtures/workstation.ts';
import { makeProfile, supplyHandlers } from './index.ts';

let station: Workstation;
beforeEach(() => { station = openWorkstation(); });
afterEach(() => station.close());

type Row = Readonly<Record<string, string | number | null>>;
const answer = (id: string): Promise<Output<'supply.profile'>> => supplyHandlers['supply.profile']({ id }, station.as('it'));
async function field(id: string, name: string): Promise<FieldProfile> {
  return (await answer(id)).profile!.fields.find((one) => one.field === name)!;
}
const one = (sql: string): unknown => station.as('it').store.raw.prepare(sql).pluck().get();

function petition(no: number, more: Row = {}): Row {
  return { petition_no: `P${String(no).padStart(5, '0')}`, petition_date: '2026-05-01', n_date: '2026-05-01', ...more };
}

describe('the profile of a category', () => {
  it('counts empty cells, values and ranges as SQL of its own does', async () => {
    const { secrets } = station.as('it');
    const person = (name: string): Row => ({ petitioner: secrets.protect(name), h_petitioner: secrets.token(name) });
    station.hold('2.4', [
      petition(1, { form: 'visit', people: 3, content: '短', region: '330602001', backlog: 1, ...person('甲') }),
      petition(2, { form: 'visit', people: 300, content: '一段较长的诉求内容', region: '330602001', backlog: 0, ...person('甲') }),
      petition(3, { form: 'web', people: null, region: '330602002', backlog: 0, petition_date: '2025-12-31', ...person('乙') }),
      petition(4, { form: null }),
    ]);
    station.hold('2.4', [petition(4, { form: 'letter', people: 7 })]);
    expect((await answer('2.4')).profile).toMatchObject({ rows: 4, distinctOf: 4 });
    expect(await field('2.4', 'form')).toMatchObject({
      empty: 0, distinct: 3, range: null,
      top: [{ value: 'visit', label: { zh: '走访', en: 'Visit' }, count: 2 }, { value: 'letter', count: 1 }, { value: 'web', count: 1 }],
    });
    expect(await field('2.4', 'people')).toMatchObject({ empty: one('SELECT count(*) FROM cat_petition WHERE superseded_by IS NULL AND people IS NULL'), distinct: 3, range: { kind: 'value', min: '3', max: '300' }, top: [] });
    expect(await field('2.4', 'content')).toMatchObject({ empty: 2, distinct: 2, range: { kind: 'length', min: '1', max: '9' } });
    expect(await field('2.4', 'petition_date')).toMatchObject({ range: { kind: 'value', min: '2025-12-31', max: '2026-05-01' } });
    expect(await field('2.4', 'petition_no')).toMatchObject({ empty: 0, distinct: 4, range: { kind: 'length', min: '6', max: '6' } });
    expect(await field('2.4', 'backlog')).toMatchObject({ empty: 1, distinct: 2, top: [{ value: '0', label: { zh: '否', en: 'No' }, count: 2 }, { value: '1', label: { zh: '是', en: 'Yes' }, count: 1 }] });
    expect((await field('2.4', 'region')).top).toEqual([{ value: '330602001', label: { zh: expect.stringContaining('塔山'), en: expect.any(String) }, count: 2 }, expect.objectContaining({ value: '330602002', count: 1 })]);
  });

  it('tells of people how many, never who', async () => {
    const { secrets } = station.as('it');
    station.hold('2.4', [1, 2, 3].map((no) => petition(no, { petitioner: secrets.protect(no < 3 ? '样例某' : '样例某某'), h_petitioner: secrets.token(no < 3 ? '样例某' : '样例某某') })));
    expect(await field('2.4', 'petitioner')).toMatchObject({ personal: true, empty: 0, distinct: 2, range: null, top: [] });
    expect(JSON.stringify(await answer('2.4'))).not.toContain('样例某');
    expect(one("SELECT content FROM category_profile WHERE category = '2.4'")).not.toContain('样例某');
  });

  it('shows decimals at the scale of the field', async () => {
    station.hold('1.6', [{ project_code: 'a', source_no: '1', amount: 1_500_000 }, { project_code: 'a', source_no: '2', amount: 25 }]);
    expect(await field('1.6', 'amount')).toMatchObject({ unit: '万元', range: { kind: 'value', min: '0.000025', max: '1.5' } });
  });

  it('notices a field that suddenly arrives empty', async () => {
    station.setTime('2026-06-02T02:00:00.000Z');
    const rows = Array.from({ length: 8 }, (_, m) => {
      const month = m < 3 ? `2025-${String(m + 10)}` : `2026-0${String(m - 2)}`;
      return Array.from({ length: 30 }, (_, n) => petition(m * 100 + n, { petition_date: `${month}-03`, n_date: `${month}-03`, hotspot: month === '2026-05' && n > 2 ? null : '热点', registrar: n < 15 ? '局' : null }));
    });
    station.hold('2.4', rows.flat());
    expect((await field('2.4', 'hotspot')).fill).toEqual({ month: '2026-05', share: '0.1000', usual: '1.0000', fell: true });
    expect((await field('2.4', 'registrar')).fill).toEqual({ month: '2026-05', share: '0.5000', usual: '0.5000', fell: false });
  });

  it('is kept until a batch comes or goes', async () => {
    station.hold('2.4', [petition(1)]);
    const first = (await answer('2.4')).profile;
    station.setTime('2026-06-20T02:00:00.000Z');
    expect((await answer('2.4')).profile).toEqual(first);
    station.hold('2.5', [{ petition_no: 'x', handling_no: '1', accepted_on: '2026-05-01' }]);
    expect((await answer('2.4')).profile?.computedAt).toBe(first?.computedAt);
    station.hold('2.4', [petition(2)]);
    expect((await answer('2.4')).profile).toMatchObject({ rows: 2, computedAt: '2026-06-20T02:00:00.000Z' });
    station.as('it').store.raw.exec("UPDATE batch SET state = 'undone' WHERE id = 3; DELETE FROM cat_petition WHERE batch_id = 3");
    expect((await answer('2.4')).profile).toMatchObject({ rows: 1 });
  });

  it('walks large categories in stretches, can be cancelled, and adds up to the same', async () => {
    const { store } = station.as('it');
    station.hold('2.4', [petition(0)]);
    store.raw.exec(`
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120000)
      INSERT INTO cat_petition (batch_id, row_no, row_hash, petition_no, petition_date, n_date, form, people)
      SELECT 1, i, i, 'N' || i, '2026-04-01', '2026-04-01', CASE i % 3 WHEN 0 THEN 'visit' WHEN 1 THEN 'web' END, i % 1000 FROM n`);
    const context = station.as('it');
    const abort = new AbortController();
    await expect(makeProfile(context, context.catalogue.categories.find(({ id }) => id === '2.4')!, { signal: abort.signal, report: () => { abort.abort(); } })).rejects.toMatchObject({ code: 'CANCELLED' });
    const pending = await answer('2.4');
    expect(pending).toMatchObject({ profile: null, current: false, taskId: expect.any(String) });
    // Asked again meanwhile, it is not started twice.
    expect((await answer('2.4')).taskId).toBe(pending.taskId);
    while (context.tasks.list().some(({ state }) => state === 'queued' || state === 'running')) await new Promise((resolve) => { setImmediate(resolve); });
    expect(await answer('2.4')).toMatchObject({ current: true, taskId: null, profile: { rows: 120_001 } });
    expect(await field('2.4', 'form')).toMatchObject({ empty: 40_001, top: [{ value: 'visit', count: 40_000 }, { value: 'web', count: 40_000 }] });
    expect(await field('2.4', 'people')).toMatchObject({ distinct: 1000, range: { min: '0', max: '999' } });
  });
});
