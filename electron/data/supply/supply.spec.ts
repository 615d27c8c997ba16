import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CategorySupply } from '#shared/contract/index.ts';
import { openWorkstation, type Workstation } from '#data/assessment/fixtures/workstation.ts';
import { supplyHandlers } from './index.ts';

let station: Workstation;
beforeEach(() => { station = openWorkstation(); });
afterEach(() => station.close());

type Row = Readonly<Record<string, string | number | null>>;
const petition = (no: string, day: string | null, town: string | null = '330602001'): Row => ({ petition_no: no, petition_date: day ?? '2026-01-01', n_date: day, n_town: town });
/** Some petitions a month, dated the fifth, up to and with the month given. */
const months = (each: number, year: number, upTo: number, town = '330602001'): Row[] =>
  Array.from({ length: upTo }, (_, m) => `${String(year)}-${String(m + 1).padStart(2, '0')}`).flatMap((month) => Array.from({ length: each }, (_, n) => petition(`${town}${month}-${String(n)}`, `${month}-05`, town)));

async function cell(id: string): Promise<CategorySupply> {
  const { systems } = await supplyHandlers['supply.matrix']({}, station.as('it'));
  return systems.flatMap(({ categories }) => categories).find((one) => one.id === id)!;
}
const all = (sql: string, ...values: unknown[]): unknown[] => station.as('it').store.raw.prepare(sql).all(...values);
const one = (sql: string): unknown => station.as('it').store.raw.prepare(sql).pluck().get();

describe('the matrix', () => {
  it('shows 7 systems and 48 categories, also while nothing was ever imported', async () => {
    const { systems, today } = await supplyHandlers['supply.matrix']({}, station.as('it'));
    expect(today).toBe('2026-06-15');
    expect(systems.map(({ categories }) => categories.length)).toEqual([7, 7, 8, 7, 6, 6, 7]);
    const cells = systems.flatMap(({ categories }) => categories);
    expect(cells.every(({ freshness, rows, lastBatch, findings }) => freshness.state === 'never' && rows === 0 && lastBatch === null && findings === null)).toBe(true);
    expect(cells[0]?.trend.map(({ month }) => month)).toEqual(['2025-07', '2025-08', '2025-09', '2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06']);
  });

  it('counts rows, months, refused rows and the trend as SQL of its own does', async () => {
    station.hold('2.4', [...months(3, 2025, 12), ...months(2, 2026, 4)]);
    station.hold('2.4', [petition('later', '2026-06-01'), petition('no day', null)]);
    station.as('it').store.raw.exec("UPDATE batch SET read_count = 50, accepted_count = 44, rejected_count = 6 WHERE id = 1; INSERT INTO monthly VALUES ('2.4', '', '330602001', '', 1)");
    const shown = await cell('2.4');
    expect(shown.rows).toBe(one('SELECT count(*) FROM cat_petition WHERE superseded_by IS NULL'));
    expect(shown.months).toBe(one('SELECT count(DISTINCT substr(n_date, 1, 7)) FROM cat_petition WHERE superseded_by IS NULL'));
    expect([shown.months, shown.monthSpan, shown.firstMonth, shown.lastMonth]).toEqual([17, 18, '2025-01', '2026-06']);
    expect([shown.read, shown.rejected]).toEqual([one('SELECT sum(read_count) FROM batch'), 6]);
    expect(shown.trend.filter(({ rows }) => rows !== null).map(({ month, rows }) => ({ month, rows }))).toEqual(
      all("SELECT substr(n_date, 1, 7) AS month, count(*) AS rows FROM cat_petition WHERE n_date >= '2025-07-01' GROUP BY 1 ORDER BY 1"),
    );
    expect(shown.trend.find(({ month }) => month === '2026-05')?.rows).toBeNull();
    expect(shown.lastBatch?.id).toBe(2);
  });

  it('tells that a batch is due from the newest day held', async () => {
    // Daily petitions, enough of them to tell; three days of grace.
    const daily = Array.from({ length: 1200 }, (_, n) => petition(`d${String(n)}`, `2026-05-${String((n % 28) + 1).padStart(2, '0')}`));
    station.setTime('2026-05-29T02:00:00.000Z');
    station.hold('2.4', daily);
    expect((await cell('2.4')).freshness).toEqual({ state: 'current', basis: 'data', coveredTo: '2026-05-28', nextEnd: '2026-05-29', dueOn: '2026-06-01', daysLate: 0 });
    station.setTime('2026-05-31T02:00:00.000Z');
    expect((await cell('2.4')).freshness.state).toBe('expected');
    station.setTime('2026-06-15T02:00:00.000Z');
    expect((await cell('2.4')).freshness).toMatchObject({ state: 'due', daysLate: 14 });
    // A row with a day to come says nothing about what is held.
    station.hold('2.4', [petition('future', '2027-01-01')]);
    expect((await cell('2.4')).freshness).toMatchObject({ coveredTo: '2026-05-28', state: 'due' });
  });

  it('forgets a batch that was taken back', async () => {
    station.hold('2.4', [petition('1', '2026-05-01')]);
    station.as('it').store.raw.exec("UPDATE batch SET state = 'undone'; DELETE FROM cat_petition; DELETE FROM monthly");
    expect(await cell('2.4')).toMatchObject({ rows: 0, lastBatch: null, read: 0, freshness: { state: 'never' } });
  });

  it('says what the last quality run found', async () => {
    station.as('it').store.raw.exec(`
      INSERT INTO quality_run VALUES (1, '2026-06-01T00:00:00.000Z', 'it', 1, 1, 'h', '0.0', 0, 2, 2, 9), (2, '2026-06-02T00:00:00.000Z', 'it', 1, 1, 'h', '0.0', 0, 3, 2, 7);
      INSERT INTO quality_finding VALUES (1, 'a', '2.4', 'high', 9, 9, NULL, '[]', '[]'), (2, 'a', '2.4', 'high', 9, 4, NULL, '[]', '[]'), (2, 'b', '2.4', 'low', 9, 3, NULL, '[]', '[]'), (2, 'c', '2.4', 'low', 9, 0, NULL, '[]', '[]')`);
    expect((await cell('2.4')).findings).toEqual({ rules: 2, high: 1, found: 7 });
    expect((await cell('2.5')).findings).toEqual({ rules: 0, high: 0, found: 0 });
  });
});

describe('one category', () => {
  const detail = (id: string): ReturnType<(typeof supplyHandlers)['supply.category']> => supplyHandlers['supply.category']({ id }, station.as('it'));

  it('puts every month beside the months before it, empty ones as 0', async () => {
    station.setTime('2026-06-03T02:00:00.000Z');
    const thin = months(20, 2026, 5).filter((row) => !String(row['petition_no']).includes('2026-03') && (!String(row['petition_no']).includes('2026-05') || String(row['petition_no']).endsWith('-1')));
    station.hold('2.4', [...months(20, 2025, 12), ...thin]);
    const { months: shown, newest } = await detail('2.4');
    expect(shown.map(({ month }) => month)).toEqual([...Array.from({ length: 12 }, (_, m) => `2025-${String(m + 1).padStart(2, '0')}`), '2026-01', '2026-02', '2026-03', '2026-04', '2026-05']);
    expect(shown.find(({ month }) => month === '2026-03')).toMatchObject({ rows: 0, whole: true, judgement: { median: 20, verdict: 'drop' } });
    expect(shown.at(-1)).toMatchObject({ month: '2026-05', rows: one("SELECT count(*) FROM cat_petition WHERE n_date LIKE '2026-05%'"), whole: true, judgement: { median: 20, verdict: 'drop' } });
    expect(shown[0]).toMatchObject({ judgement: { verdict: 'unknown' } });
    expect(newest).toMatchObject({ month: '2026-05', judged: 1 });
  });

  it('names the towns that stand out in the newest whole month, the most unusual first', async () => {
    station.setTime('2026-06-03T02:00:00.000Z');
    station.hold('2.4', [
      ...months(20, 2025, 12, '330602001'), ...months(20, 2026, 5, '330602001'),
      ...months(20, 2025, 12, '330602002'), ...months(20, 2026, 4, '330602002'),
      ...months(20, 2025, 12, '330602003'), ...months(20, 2026, 4, '330602003'), ...Array.from({ length: 90 }, (_, n) => petition(`x${String(n)}`, '2026-05-09', '330602003')),
    ]);
    const { newest } = await detail('2.4');
    expect(newest?.judged).toBe(3);
    expect(newest?.towns.map(({ town, rows, judgement }) => [town, rows, judgement.verdict])).toEqual([['330602003', 90, 'high'], ['330602002', 0, 'drop']]);
    expect(newest?.towns[1]?.name).toContain('府山');
  });

  it('does not judge a month that still runs', async () => {
    station.setTime('2026-05-10T02:00:00.000Z');
    station.hold('2.4', [...months(20, 2025, 12), ...months(20, 2026, 4), petition('may', '2026-05-09')]);
    const { months: shown, newest } = await detail('2.4');
    expect(shown.at(-1)).toMatchObject({ month: '2026-05', whole: false });
    expect(newest?.month).toBe('2026-04');
    await expect(detail('9.9')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
