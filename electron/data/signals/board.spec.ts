import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BoardView } from '#shared/contract/index.ts';
import { MANAGER, openSampleStore, type SampleStore } from './fixtures/sample-store.ts';
import { libraryOf } from './library.ts';

/** Every figure of every board on sample data that went through the import, against SQL written by hand. */
let store: SampleStore;
beforeAll(async () => { store = await openSampleStore(500); }, 120_000);
afterAll(() => store.close());

/** Twelve months up to the newest, and the twelve before them. */
const NOW = ['2025-11-01', '2026-10-31'] as const;
const BEFORE = ['2024-11-01', '2025-10-31'] as const;
const rows = (table: string, where = '1'): string => `FROM cat_${table} WHERE superseded_by IS NULL AND n_date BETWEEN :from AND :to AND ${where}`;
const count = (table: string, where?: string): string => `SELECT count(*) AS v ${rows(table, where)}`;
const distinct = (table: string, field: string, where?: string): string => `SELECT count(DISTINCT ${field}) AS v ${rows(table, where)}`;
const share = (table: string, part: string, where?: string): string => `SELECT CASE WHEN count(*) = 0 THEN NULL ELSE 100.0 * sum(coalesce(${part}, 0)) / count(*) END AS v ${rows(table, where)}`;
const sum = (table: string, field: string, scale: number, where?: string): string => `SELECT coalesce(sum(${field}), 0) / ${String(scale)}.0 AS v ${rows(table, where)}`;
const median = (table: string, from: string, to: string, where = '1'): string => `SELECT avg(m) AS v FROM (
  SELECT (julianday(${to}) - julianday(${from})) * 1440 AS m, row_number() OVER (ORDER BY julianday(${to}) - julianday(${from})) AS k, count(*) OVER () AS c
  ${rows(table, `${from} IS NOT NULL AND ${to} IS NOT NULL AND ${where}`)}) WHERE k IN ((c + 1) / 2, (c + 2) / 2)`;
const late = (done: string, due: string): string => `(substr(coalesce(${done}, '2026-10-31'), 1, 10) > substr(${due}, 1, 10))`;
const slow = (done: string, since: string, minutes: number): string => `((julianday(coalesce(${done}, '2026-10-31 23:59:59')) - julianday(${since})) * 86400 > ${String(minutes * 60)}.001)`;
const promised = "date(substr(started_at, 1, 10), '+' || promised_days || ' days')";
const call = "alarm_type IN ('help', 'fall')";

const FIGURES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'safety-code': {
    rated: count('safety_code'), entities: distinct('safety_code', 'entity_no'), red: count('safety_code', "colour = 'red'"), redEntities: distinct('safety_code', 'entity_no', "colour = 'red'"),
    redShare: share('safety_code', "colour = 'red'"), yellow: count('safety_code', "colour = 'yellow'"), checked: share('safety_code', 'covert_check_on IS NOT NULL', "colour = 'red'"),
    joint: count('safety_code', 'joint_action_on IS NOT NULL'),
  },
  'park-alarms': {
    alarms: count('park_alarm'), devices: distinct('park_alarm', 'device_no'), unanswered: share('park_alarm', slow('confirmed_at', 'notified_at', 15)), confirm: median('park_alarm', 'notified_at', 'confirmed_at'),
    handle: median('park_alarm', 'alarmed_at', 'handled_at'), falseShare: share('park_alarm', "result = 'false'", 'result IS NOT NULL'), genuine: count('park_alarm', "result = 'true'"),
    avoided: share('park_alarm', 'loss IS NULL', "result = 'true'"), loss: sum('park_alarm', 'loss', 100, "result = 'true'"),
  },
  juveniles: {
    persons: distinct('juvenile_crime', 'person_ref'), cases: count('juvenile_crime'), relapse: share('juvenile_crime', 'first_offence = 0'), relapses: count('juvenile_crime', 'first_offence = 0'),
    atSchool: share('juvenile_crime', 'at_school = 1'), fraud: count('juvenile_crime', "crime_type = 'fraud'"), conference: share('juvenile_crime', 'conference = 1'),
    supported: distinct('juvenile_crime', 'person_ref', "status = 'supporting'"),
  },
  enforcement: {
    matters: count('enforcement_help'), done: share('enforcement_help', 'closed_at IS NOT NULL'), late: share('enforcement_help', late('closed_at', promised)), lateCount: count('enforcement_help', late('closed_at', promised)),
    receive: median('enforcement_help', 'started_at', 'received_at'), online: share('enforcement_help', 'online = 1'), cross: share('enforcement_help', 'cross_region = 1'),
    returned: share('enforcement_help', "result = 'returned'", 'result IS NOT NULL'),
  },
  'tourist-talks': {
    talks: count('tourist_talk'), night: count('tourist_talk', 'night = 1'), nightShare: share('tourist_talk', 'night = 1'), camp: count('tourist_talk', "talk_type = 'camping'"),
    campNight: count('tourist_talk', "talk_type = 'camping' AND night = 1"), met: share('tourist_talk', 'meeting_on IS NOT NULL'), agreed: count('tourist_talk', 'measure IS NOT NULL'),
    doneShare: share('tourist_talk', 'closed_on IS NOT NULL', 'measure IS NOT NULL'), lateShare: share('tourist_talk', late('closed_on', 'due_on'), 'measure IS NOT NULL'),
  },
  bracelets: {
    calls: count('bracelet_alarm', call), wearers: distinct('bracelet_alarm', 'wearer_ref', call), respond: median('bracelet_alarm', 'triggered_at', 'responded_at', call),
    arrive: median('bracelet_alarm', 'triggered_at', 'arrived_at', call), lateShare: share('bracelet_alarm', slow('arrived_at', 'triggered_at', 30), call),
    unanswered: count('bracelet_alarm', `${call} AND result = 'no_answer'`), rescued: count('bracelet_alarm', "result = 'rescued'"), hospital: count('bracelet_alarm', 'hospital = 1'),
    mistaken: share('bracelet_alarm', "result = 'mistaken'"), offline: count('bracelet_alarm', "alarm_type = 'offline'"),
  },
  'domestic-violence': {
    reports: count('domestic_violence'), minors: count('domestic_violence', 'minor_involved = 1'), minorShare: share('domestic_violence', 'minor_involved = 1'), resolved: share('domestic_violence', 'resolved_at IS NOT NULL'),
    warning: count('domestic_violence', 'warning = 1'), order: count('domestic_violence', 'protection_order = 1'), shelter: count('domestic_violence', 'shelter = 1'), visits: sum('domestic_violence', 'visits', 1),
  },
  petitions: {
    petitions: count('petition'), repeated: count('petition', "repeat = 'repeated'"), repeatShare: share('petition', "repeat = 'repeated'"), visits: count('collective_visit'), visitors: sum('collective_visit', 'people', 1),
    higher: count('collective_visit', "destination IN ('city', 'province', 'beijing')"), backlog: count('backlog_case'), backlogOpen: count('backlog_case', 'resolved_on IS NULL'),
    backlogLate: share('backlog_case', late('resolved_on', 'target_on')),
  },
  hazards: {
    hazards: count('hazard'), major: count('hazard', "level = 'major'"), open: count('hazard', 'done_on IS NULL'), lateShare: share('hazard', late('done_on', 'due_on')), lateCount: count('hazard', late('done_on', 'due_on')),
    recheck: share('hazard', "recheck = 'failed'", "recheck IN ('passed', 'failed')"), funds: sum('hazard', 'funds', 100),
  },
  hotline: {
    tickets: count('hotline_ticket'), complaints: count('hotline_ticket', "request_type IN ('complaint', 'report')"), flows: count('hotline_flow'), late: share('hotline_flow', late('answered_at', 'due_at')),
    lateCount: count('hotline_flow', late('answered_at', 'due_at')), accept: median('hotline_flow', 'dispatched_at', 'accepted_at'), returned: share('hotline_flow', 'returned = 1'),
  },
};

const ask = (sql: string, [from, to]: readonly [string, string]): number | null =>
  (store.core.context.store.raw.prepare(sql).get({ from, to }) as { v: number | null }).v;
const view = (board: string, more: object = {}): Promise<BoardView> => store.core.invoke('signals.board', { board, ...more }, MANAGER);
const near = (text: string | null, wanted: number | null, places: number): void => {
  if (wanted === null) expect(text).toBeNull();
  else expect(Math.abs(Number(text) - wanted)).toBeLessThanOrEqual(0.5 * 10 ** -places + 1e-6);
};
const PLACES: Readonly<Record<string, number>> = { share: 2, median: 1, sum: 2, count: 0, distinct: 0 };

describe('a board', () => {
  it.each(Object.keys(FIGURES))('%s: every figure of the year, of the year before, and the change between them', async (id) => {
    const board = await view(id);
    expect([board.from, board.to]).toEqual(NOW);
    expect(board.figures.map((figure) => figure.id).sort()).toEqual(Object.keys(FIGURES[id]!).sort());
    for (const [index, figure] of board.figures.entries()) {
      const sql = FIGURES[id]![figure.id]!;
      const [now, before] = [ask(sql, NOW), ask(sql, BEFORE)];
      const places = PLACES[board.board.figures[index]!.measure.kind]!;
      near(figure.now.value, now, places);
      near(figure.lastYear.value, before, places);
      if (figure.now.value === null || figure.lastYear.value === null || Number(figure.lastYear.value) === 0) expect(figure.change).toBeNull();
      else near(figure.change, ((Number(figure.now.value) - Number(figure.lastYear.value)) / Number(figure.lastYear.value)) * 100, 2);
    }
  });

  it.each(Object.keys(FIGURES))('%s: by month and by every group it adds up, and every cell opens to as many records', async (id) => {
    const board = await view(id);
    for (const { id: figure, now } of board.figures) {
      const { kind } = board.board.figures.find((one) => one.id === figure)!.measure;
      const months = board.byMonth.filter(({ month }) => board.months.includes(month));
      if (kind === 'count') expect(months.reduce((total, { values }) => total + Number(values[figure]?.value ?? 0), 0)).toBe(Number(now.value));
      const page = await store.core.invoke('signals.boardRecords', { board: id, figure, limit: 1 }, MANAGER);
      expect([figure, page.total]).toEqual([figure, now.part ?? now.rows]);
    }
    for (const [group, { rows: groupRows, left }] of Object.entries(board.groups)) {
      expect(left).toBe(0);
      for (const figure of Object.keys(groupRows[0]?.values ?? {})) {
        const { kind } = board.board.figures.find((one) => one.id === figure)!.measure;
        const whole = board.figures.find((one) => one.id === figure)!.now;
        if (kind === 'count') expect([group, figure, groupRows.reduce((total, { values }) => total + Number(values[figure]?.value ?? 0), 0)]).toEqual([group, figure, Number(whole.value)]);
        const first = groupRows[0]!;
        const page = await store.core.invoke('signals.boardRecords', { board: id, figure, only: { group, key: first.key }, limit: 1 }, MANAGER);
        expect([group, figure, page.total]).toEqual([group, figure, first.values[figure]!.part ?? first.values[figure]!.rows]);
      }
    }
  });

  it('is there for every board that ships', () => {
    expect(libraryOf(store.core.context).boards.map(({ value }) => value.id).sort()).toEqual(Object.keys(FIGURES).sort());
  });

  it('is of a place and of so many months, as it is asked', async () => {
    const county = await view('hazards', { place: '330602', month: '2026-09', months: 3 });
    expect([county.from, county.to, county.place?.name]).toEqual(['2026-07-01', '2026-09-30', '越城区']);
    const [row] = store.query<{ n: number }>(`SELECT count(*) AS n FROM cat_hazard h JOIN cat_enterprise e ON e.credit_code = h.credit_code AND e.superseded_by IS NULL
      WHERE h.superseded_by IS NULL AND h.n_date BETWEEN '2026-07-01' AND '2026-09-30' AND e.n_county = '330602'`);
    expect(county.figures.find(({ id }) => id === 'hazards')?.now.value).toBe(String(row!.n));
    expect(row!.n).toBeGreaterThan(0);
    const town = await view('park-alarms', { place: '330602001' });
    expect(town.figures[0]?.now.rows).toBe(store.query<{ n: number }>("SELECT count(*) AS n FROM cat_park_alarm WHERE superseded_by IS NULL AND n_town = '330602001' AND n_date >= '2025-11-01'")[0]!.n);
  });

  it('says nothing where there is nothing, and that is not 0', async () => {
    const empty = await view('juveniles', { month: '2019-01' });
    expect(empty.figures.find(({ id }) => id === 'relapse')).toMatchObject({ now: { value: null, rows: 0 }, change: null });
    expect(empty.figures.find(({ id }) => id === 'cases')?.now.value ?? '0').toBe('0');
  });

  it('is refused by a name that it does not have', async () => {
    await expect(view('nothing')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(store.core.invoke('signals.boardRecords', { board: 'hazards', figure: 'nothing' }, MANAGER)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(store.core.invoke('signals.boardRecords', { board: 'hazards', figure: 'major', only: { group: 'field:nothing', key: '' } }, MANAGER)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is counted once while no batch of its categories comes or goes, and anew after one does', async () => {
    const first = await view('bracelets');
    expect((await view('bracelets')).figures).toBe(first.figures);
    expect((await view('bracelets', { months: 6 })).figures).not.toBe(first.figures);
    const { raw } = store.core.context.store;
    const undo = (category: string): void => { raw.prepare("UPDATE batch SET state = 'undone' WHERE category = ?").run(category); };
    undo('2.4');
    expect((await view('bracelets')).figures).toBe(first.figures);
    undo('3.7');
    const after = await view('bracelets');
    expect(after.figures).not.toBe(first.figures);
    expect(after.figures).toEqual(first.figures);
  });
});
