import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Output, ProcedureName, StabilityIndicatorView, StabilityPlaceView, StabilityRow } from '#shared/contract/index.ts';
import { computeAtOnce, monthsUntil } from '#shared/domain/stability/index.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import { verifyChain } from '#data/audit/index.ts';
import { stabilityCommand } from '../cli/commands/stability.ts';
import { computeMonth, computeYearTask } from './compute.ts';
import { sha256 } from './definitions.ts';
import { actor, openSampleStore, SAMPLE_MONTH as MONTH, writeSample, type SampleStore } from './fixtures/sample-store.ts';
import { definitionOfRun, putTogether, unpackInputs } from './run.ts';
import { allPlaces, runById, runInputs } from './run-repository.ts';

const ROWS = 400;
/** A busy machine takes its time; what is tested is not the time. */
const SLOW = 240_000;
const everyone = actor('evaluator', 'all');
const manager = actor('manager', 'manager');
let folder: string;
let files: readonly string[];
let sample: SampleStore;
let computed: Readonly<Record<'town' | 'department', { readonly run: string; readonly hash: string }>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stability-spec-'));
  files = await writeSample(join(folder, 'sample'), ROWS);
  sample = await openSampleStore(files);
  computed = { town: await compute(), department: await compute('department') };
}, SLOW);
afterAll(async () => {
  await sample.close();
  rmSync(folder, { recursive: true, force: true });
});

const compute = (subject: 'town' | 'department' = 'town', store = sample): Promise<{ run: string; hash: string }> => computeMonth(store.core.contextFor(everyone), subject, MONTH);
const ask = <Name extends ProcedureName>(name: Name, input: unknown, who = everyone): Promise<Output<Name>> => sample.core.invoke(name, input, who);
const all = <Row>(statement: string, ...values: unknown[]): Row[] => sample.core.context.store.raw.prepare(statement).all(...values) as Row[];
const one = (statement: string, ...values: unknown[]): number => Number(sample.core.context.store.raw.prepare(statement).pluck().get(...values) ?? 0);
const FROM = `${monthsUntil(MONTH, 12)[0]!}-01`;
const TO = `${MONTH}-31`;

const rows = async (level: 'town' | 'county' | 'department' = 'town'): Promise<readonly StabilityRow[]> => (await ask('stability.month', { level, month: MONTH })).rows;
const placeView = (place: string, level: 'town' | 'county' | 'department' = 'town'): Promise<StabilityPlaceView> => ask('stability.place', { level, month: MONTH, place });
const indicators = (view: StabilityPlaceView): readonly StabilityIndicatorView[] => view.dimensions.flatMap(({ groups }) => groups.flatMap((group) => group.indicators));
const named = (view: StabilityPlaceView, id: string): StabilityIndicatorView => indicators(view).find((indicator) => indicator.id === id)!;

/** What each indicator counts at a town, by SQL that shares nothing with the program's. */
const BY_HAND: Readonly<Record<string, { readonly numerator: string; readonly denominator: string }>> = {
  petitions: {
    numerator: 'SELECT count(*) FROM cat_petition WHERE superseded_by IS NULL AND n_town = $town AND petition_date BETWEEN $from AND $to',
    denominator: "SELECT resident FROM cat_population WHERE superseded_by IS NULL AND n_town = $town AND stat_month <= $month ORDER BY stat_month DESC LIMIT 1",
  },
  repeatPetitions: {
    numerator: "SELECT sum(repeat = 'repeated') FROM cat_petition WHERE superseded_by IS NULL AND n_town = $town AND petition_date BETWEEN $from AND $to",
    denominator: 'SELECT count(repeat) FROM cat_petition WHERE superseded_by IS NULL AND n_town = $town AND petition_date BETWEEN $from AND $to',
  },
  policeArrival: {
    numerator: "SELECT count(*) FROM cat_police_incident WHERE superseded_by IS NULL AND n_town = $town AND date(reported_at) BETWEEN $from AND $to AND arrived_at >= reported_at AND (julianday(arrived_at) - julianday(reported_at)) * 1440 < 15.001",
    denominator: 'SELECT count(arrived_at) FROM cat_police_incident WHERE superseded_by IS NULL AND n_town = $town AND date(reported_at) BETWEEN $from AND $to',
  },
  petitionOnTime: {
    numerator: `SELECT count(*) FROM cat_petition_handling AS h JOIN cat_petition AS p ON p.petition_no = h.petition_no AND p.superseded_by IS NULL
      WHERE h.superseded_by IS NULL AND p.n_town = $town AND h.accepted_on BETWEEN $from AND $to AND h.answered_on <= h.due_on`,
    denominator: `SELECT count(*) FROM cat_petition_handling AS h JOIN cat_petition AS p ON p.petition_no = h.petition_no AND p.superseded_by IS NULL
      WHERE h.superseded_by IS NULL AND p.n_town = $town AND h.accepted_on BETWEEN $from AND $to AND h.answered_on IS NOT NULL AND h.due_on IS NOT NULL`,
  },
  hazardsDone: {
    numerator: `SELECT count(*) FROM cat_hazard AS h WHERE h.superseded_by IS NULL AND date(h.found_at) BETWEEN $from AND $to AND h.state = '2'
      AND (SELECT n_town FROM cat_enterprise AS e WHERE e.superseded_by IS NULL AND e.credit_code = h.credit_code) = $town`,
    denominator: `SELECT count(*) FROM cat_hazard AS h WHERE h.superseded_by IS NULL AND date(h.found_at) BETWEEN $from AND $to AND h.state IN ('1', '2')
      AND (SELECT n_town FROM cat_enterprise AS e WHERE e.superseded_by IS NULL AND e.credit_code = h.credit_code) = $town`,
  },
  trafficDeaths: {
    numerator: 'SELECT coalesce(sum(dead), 0) FROM cat_traffic_accident WHERE superseded_by IS NULL AND n_town = $town AND date(occurred_at) BETWEEN $from AND $to',
    denominator: 'SELECT vehicles FROM cat_population WHERE superseded_by IS NULL AND n_town = $town AND stat_month <= $month ORDER BY stat_month DESC LIMIT 1',
  },
  recoveredShare: {
    numerator: 'SELECT sum(recovered) / 100.0 FROM cat_enforcement_case WHERE superseded_by IS NULL AND n_county = substr($town, 1, 6) AND filed_on BETWEEN $from AND $to',
    denominator: 'SELECT sum(claim) / 100.0 FROM cat_enforcement_case WHERE superseded_by IS NULL AND n_county = substr($town, 1, 6) AND filed_on BETWEEN $from AND $to',
  },
  workAccidents: {
    numerator: 'SELECT count(*) FROM cat_work_accident WHERE superseded_by IS NULL AND n_town = $town AND date(occurred_at) BETWEEN $from AND $to',
    denominator: 'SELECT count(*) FROM cat_enterprise WHERE superseded_by IS NULL AND n_town = $town',
  },
};

describe('figures against independent SQL', () => {
  it('count and add up what the rows say, per place, for rates, shares, sums, detours and counties', async () => {
    for (const { place } of await rows()) {
      const view = await placeView(place);
      for (const [id, { numerator, denominator }] of Object.entries(BY_HAND)) {
        const figure = named(view, id);
        const value = (statement: string): number => {
          const values = { town: place, from: FROM, to: TO, month: MONTH };
          const used = Object.fromEntries(Object.entries(values).filter(([name]) => statement.includes(`$${name}`)));
          return one(statement, used);
        };
        if (figure.numerator !== null) expect(Number(figure.numerator), `${id} of ${place}`).toBeCloseTo(value(numerator), 6);
        if (figure.denominator !== null) expect(Number(figure.denominator), `${id} of ${place}`).toBeCloseTo(value(denominator), 6);
        if (figure.raw === null) continue;
        const [y, n] = [Number(figure.numerator), Number(figure.denominator)];
        const raw = figure.per === null ? (100 * y) / n : (y * 12 * figure.per) / (n * figure.months);
        expect(Number(figure.raw), `${id} of ${place}`).toBeCloseTo(raw, 6);
      }
    }
  }, SLOW);

  it('has goalposts that are the 5th and 95th percentile of all towns over the panel', async () => {
    const { run } = await ask('stability.month', { level: 'town', month: MONTH });
    const months = monthsUntil(run.panel.to, 36);
    expect(months[0]).toBe(run.panel.from);
    const people = all<{ town: string; month: string; n: number }>("SELECT n_town AS town, substr(n_date, 1, 7) AS month, sum(people) AS n FROM cat_collective_visit WHERE superseded_by IS NULL AND n_town IS NOT NULL GROUP BY 1, 2");
    const residents = all<{ town: string; month: string; n: number }>('SELECT n_town AS town, stat_month AS month, resident AS n FROM cat_population WHERE superseded_by IS NULL AND n_town IS NOT NULL ORDER BY stat_month');
    const reported = new Set(all<{ month: string }>("SELECT DISTINCT substr(n_date, 1, 7) AS month FROM cat_collective_visit WHERE superseded_by IS NULL").map(({ month }) => month));
    const rates = months.flatMap((month) => {
      const window = monthsUntil(month, 12);
      const held = window.filter((of) => reported.has(of)).length;
      if (held < 6) return [];
      return (sample.core.context.regions.counties.flatMap(({ towns }) => towns.map(({ code }) => code))).flatMap((town) => {
        const known = residents.filter((row) => row.town === town);
        const base = (known.filter((row) => row.month <= month).at(-1) ?? known[0])?.n;
        if (base === undefined) return [];
        const visits = people.filter((row) => row.town === town && window.includes(row.month)).reduce((sum, { n }) => sum + n, 0);
        return [(visits * 12 * 10_000) / (base * held)];
      });
    }).sort((a, b) => a - b);
    const percentile = (p: number): number => {
      const at = ((rates.length - 1) * p) / 100;
      const below = rates[Math.floor(at)]!;
      return below + (at % 1) * ((rates[Math.floor(at) + 1] ?? below) - below);
    };
    const { goalposts } = named(await placeView((await rows())[0]!.place), 'collectivePeople');
    expect(Number(goalposts!.low)).toBeCloseTo(percentile(5), 6);
    expect(Number(goalposts!.high)).toBeCloseTo(percentile(95), 6);
  }, SLOW);

  it('puts indicators together by weight, and explains every point that is lost', async () => {
    const [definition] = (await ask('stability.definitions', {})).filter(({ ref }) => ref === 'town-index@1');
    for (const { place, score, base } of (await rows()).slice(0, 20)) {
      const view = await placeView(place);
      const mean = (parts: readonly (readonly [string | null, string])[]): number => {
        const known = parts.filter(([value]) => value !== null);
        return known.reduce((sum, [value, weight]) => sum + Number(value) * Number(weight), 0) / known.reduce((sum, [, weight]) => sum + Number(weight), 0);
      };
      for (const dimension of view.dimensions) {
        const rules = definition!.definition.dimensions.find(({ id }) => id === dimension.id)!;
        for (const [g, group] of dimension.groups.entries()) {
          expect(Number(group.score)).toBeCloseTo(mean(group.indicators.map((indicator, i) => [indicator.normalised, rules.groups[g]!.indicators[i]!.weight])), 7);
        }
        expect(Number(dimension.score)).toBeCloseTo(mean(dimension.groups.map((group) => [group.score, group.weight])), 7);
      }
      const weights = view.dimensions.reduce((sum, { weight }) => sum + Number(weight), 0);
      expect(Number(base)).toBeCloseTo(Math.exp(view.dimensions.reduce((sum, dimension) => sum + Number(dimension.weight) * Math.log(Number(dimension.score)), 0) / weights), 7);
      const lost = indicators(view).reduce((sum, indicator) => sum + Number(indicator.lost), 0) + Number(view.row.deducted) + Number(view.capped);
      expect(100 - lost).toBeCloseTo(Number(score), 6);
    }
  });

  it('ranks by score, counts its colours, and has a trend that ends with the month', async () => {
    const { rows: ranked, colours, median } = await ask('stability.month', { level: 'town', month: MONTH });
    expect(ranked).toHaveLength(103);
    ranked.forEach((row) => {
      expect(row.rank).toBe(1 + ranked.filter((other) => Number(other.score) > Number(row.score)).length);
      expect(row.rankLow! <= row.rankHigh!).toBe(true);
    });
    expect(Object.values(colours).reduce((a, b) => a + b)).toBe(103);
    expect(Number(median)).toBeCloseTo(ranked.map(({ score }) => Number(score)).sort((a, b) => a - b)[51]!, 8);
    const trends = await ask('stability.trends', { level: 'town', month: MONTH });
    for (const { place, trend } of trends) {
      expect(trend).toHaveLength(36);
      expect(trend.at(-1)).toMatchObject({ month: MONTH, score: ranked.find((row) => row.place === place)!.score });
    }
    expect((await rows('county')).map(({ place }) => place).sort()).toEqual(['330602', '330603', '330604', '330624', '330681', '330683']);
    expect((await rows('department')).length).toBeGreaterThan(3);
  });
});

describe('from a figure to its records', () => {
  it('finds as many as the figure counts, at a town, by a detour, of a county and of a department', async () => {
    const total = async (level: 'town' | 'county' | 'department', place: string, indicator: string, part: 'numerator' | 'denominator' = 'numerator'): Promise<number> =>
      (await ask('stability.indicatorRecords', { level, month: MONTH, place, indicator, part })).total;
    const [first] = [...(await rows())].sort((a, b) => (b.residents ?? 0) - (a.residents ?? 0));
    const view = await placeView(first!.place);
    for (const id of ['petitions', 'repeatPetitions', 'policeArrival', 'petitionOnTime', 'hazardsDone', 'mediationSuccess', 'terminatedShare', 'hotlineSatisfied']) {
      expect(await total('town', first!.place, id), id).toBe(Number(named(view, id).numerator));
      if (named(view, id).denominatorKind === 'share') expect(await total('town', first!.place, id, 'denominator'), id).toBe(Number(named(view, id).denominator));
    }
    const county = await placeView('330681', 'county');
    for (const id of ['petitions', 'hazardsDone', 'civilCases']) expect(await total('county', '330681', id), id).toBe(Number(named(county, id).numerator));
    const [department] = await rows('department');
    const of = await placeView(department!.place, 'department');
    for (const id of ['deptOnTime', 'deptRepeat', 'deptSatisfied']) expect(await total('department', department!.place, id), id).toBe(Number(named(of, id).numerator));
    const page = await ask('stability.indicatorRecords', { level: 'town', month: MONTH, place: first!.place, indicator: 'petitions', limit: 5 });
    expect(page).toMatchObject({ category: '2.4' });
    expect(page.rows.length).toBe(Math.min(5, page.total));
    await expect(total('department', department!.place, 'deptAssessed')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the same store gives the same bytes', () => {
  it('in whatever order its batches came, read at once or little by little', async () => {
    const other = await openSampleStore([...files].reverse());
    try {
      for (const subject of ['town', 'department'] as const) expect((await compute(subject, other)).hash).toBe(computed[subject].hash);
    } finally {
      await other.close();
    }
  }, SLOW);

  it('and its frozen inputs give the hash again, by the definition kept with it', async () => {
    const { db } = sample.core.context.store;
    const { run: id, hash } = computed.town;
    const [run, packed] = [await runById(db, id), await runInputs(db, id)];
    const { text, inputs } = await unpackInputs(packed);
    expect(sha256(text)).toBe(run.input_hash);
    expect(text).toBe(canonicalJson(inputs));
    expect(sha256(canonicalJson(computeAtOnce(definitionOfRun(run), inputs)))).toBe(hash);
    expect(sha256(canonicalJson(putTogether(run, await allPlaces(db, id))))).toBe(hash);
    expect(run.result_hash).toBe(hash);
  }, SLOW);
});

describe('publishing', () => {
  let published: string;
  let before: Output<'stability.month'>;

  it('goes by review of another account, and what is sent back says why', async () => {
    const { run } = await ask('stability.month', { level: 'town', month: MONTH });
    expect(run).toMatchObject({ state: 'computed', stale: false, computedBy: 'evaluator' });
    await expect(ask('stability.publish', { run: run.id }, manager)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(ask('stability.review', { run: run.id, accept: true }, everyone)).rejects.toMatchObject({ code: 'SAME_PERSON' });
    await expect(ask('stability.review', { run: run.id, accept: false }, manager)).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
    expect(await ask('stability.review', { run: run.id, accept: true, note: '核对无误' }, manager)).toMatchObject({ state: 'reviewed', reviewedBy: 'manager', reviewNote: '核对无误' });
    expect(await ask('stability.publish', { run: run.id }, manager)).toMatchObject({ state: 'published', publishedBy: 'manager' });
    published = run.id;
    before = await ask('stability.month', { level: 'town', month: MONTH });
    await expect(ask('stability.publish', { run: run.id }, manager)).rejects.toMatchObject({ code: 'FROZEN' });
  });

  it('computing again without new data changes nothing and makes no correction', async () => {
    expect((await compute()).run).toBe(published);
    expect((await ask('stability.month', { level: 'town', month: MONTH })).correction).toBeNull();
  }, SLOW);

  it('later data stands beside the published month, never over it', async () => {
    const town = before.rows[0]!.place;
    const lines = Array.from({ length: 60 }, (_, n) => `样例XF${String(n)},${MONTH}-15,走访,${town},重件`);
    const path = join(folder, '信访件-补报.csv');
    writeFileSync(path, ['信访件编号,信访日期,信访形式,问题属地,初重件', ...lines].join('\n') + '\n');
    await sample.take(path);
    expect((await ask('stability.month', { level: 'town', month: MONTH })).run.stale).toBe(true);
    const { run } = await compute();
    expect(run).not.toBe(published);
    const after = await ask('stability.month', { level: 'town', month: MONTH });
    expect(after.rows).toEqual(before.rows);
    expect(after.run).toMatchObject({ id: published, hash: before.run.hash, state: 'published' });
    const corrected = after.correction!.rows.find(({ place }) => place === town)!;
    expect(corrected.publishedScore).toBe(before.rows[0]!.score);
    expect(Number(corrected.score)).toBeLessThan(Number(corrected.publishedScore));
    expect((await ask('stability.month', { level: 'town', month: MONTH, which: 'latest' })).run.id).toBe(run);
    const records = (which: 'published' | 'latest'): Promise<Output<'stability.indicatorRecords'>> => ask('stability.indicatorRecords', { level: 'town', month: MONTH, place: town, indicator: 'petitions', which });
    expect((await records('latest')).total - (await records('published')).total).toBe(60);
    const [state] = (await ask('stability.months', { subject: 'town' })).filter(({ month }) => month === MONTH);
    expect(state).toMatchObject({ published: { id: published, stale: true }, latest: { id: run, stale: false } });
  }, SLOW);

  it('every step is in the audit chain, which holds', async () => {
    const steps = all<{ action: string }>("SELECT action FROM audit WHERE subject = ? ORDER BY seq", `stability:town:${MONTH}`).map(({ action }) => action);
    expect(steps).toEqual(expect.arrayContaining(['stability.computed', 'stability.reviewed', 'stability.published']));
    expect(await verifyChain(sample.core.context.store.db)).toMatchObject({ ok: true });
  });
});

describe('the run as a task', () => {
  it('tells how far it is, and stops without a trace when it is cancelled', async () => {
    const context = sample.core.contextFor(everyone);
    const phases: string[] = [];
    await computeMonth(context, 'town', '2026-09', { report: ({ phase, done, total }) => { phases.push(phase); expect(done).toBeLessThanOrEqual(total ?? 0); } });
    expect(new Set(phases)).toEqual(new Set(['reading', 'aggregating', 'finishing']));
    const { taskId } = await ask('stability.compute', { subject: 'town', month: '2026-08' });
    await ask('tasks.cancel', { id: taskId });
    await sample.core.context.tasks.stop();
    expect(sample.core.context.tasks.list().find(({ id }) => id === taskId)).toMatchObject({ state: 'cancelled', kind: 'stability' });
    await expect(ask('stability.month', { level: 'town', month: '2026-08' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(ask('stability.compute', { subject: 'town', month: '2027-01' }).then(() => computeMonth(context, 'town', '2027-01'))).rejects.toMatchObject({ code: 'BAD_INPUT' });
  }, SLOW);

  it('of a year is all its months with data, each as by itself, and nothing at all where it is cancelled between them', async () => {
    const context = sample.core.contextFor(everyone);
    const runs = (): { id: string; month: string }[] => all("SELECT id, month FROM stability_run WHERE month LIKE '2022-%' ORDER BY month");
    const cancelled = new AbortController();
    const stopping = computeYearTask(context, 'town', '2022').run(cancelled.signal, ({ phase, done, total }) => {
      // Half of the way is reading; the other half are months.
      if (phase === 'aggregating' && done > 0.7 * (total ?? 0)) cancelled.abort();
    });
    await expect(stopping).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(runs()).toEqual([]);
    const result = await computeYearTask(context, 'town', '2022').run(new AbortController().signal, () => undefined);
    const held = (await ask('stability.months', { subject: 'town' })).map(({ month }) => month).filter((month) => month.startsWith('2022-')).sort();
    expect(runs().map(({ month }) => month)).toEqual(held);
    expect(held.length).toBeGreaterThan(6);
    expect(result).toMatchObject({ kind: 'stability', month: '2022-12', run: runs().at(-1)!.id });
    for (const { id, month } of runs().slice(-3)) expect((await computeMonth(context, 'town', month)).run).toBe(id);
    await expect(computeYearTask(context, 'town', '2019').run(new AbortController().signal, () => undefined)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  }, SLOW);
});

describe('what leaves the program', () => {
  it('the bulletin carries the figures as real numbers and no formula, the method, and the correction', async () => {
    const path = join(folder, 'bulletin.xlsx');
    const save = sample.core.context.grants.grant(path, 'write').token;
    const { sha256: hash } = await ask('stability.exportBulletin', { level: 'town', month: MONTH, save, language: 'zh' });
    expect(all<{ details: string }>("SELECT details FROM audit WHERE action = 'report.exported' ORDER BY seq DESC LIMIT 1")[0]!.details).toContain(hash);
    const book = await readXlsx(readFileSync(path));
    expect(book.sheets.map(({ name }) => name)).toEqual(['公报', '排名', '分维度', '指标', '口径', '更正']);
    const ranking = book.sheets[1]!.rows;
    const ranked = await rows();
    expect(ranking.slice(1, 104).map((row) => row[1])).toEqual(ranked.map(({ name }) => name));
    ranked.forEach(({ score }, position) => { expect(ranking[position + 1]![3]).toBeCloseTo(Number(score), 9); });
    expect(book.sheets[4]!.rows.length).toBeGreaterThan(90);
    for (const sheet of book.sheets) for (const cell of sheet.cells?.values() ?? []) expect(cell.formula).toBeUndefined();
  });

  it('the command line prints the index with its contributions', async () => {
    const { output } = await stabilityCommand(['--db', sample.path, '--month', MONTH, '--level', 'county']);
    const printed = output as { hash: string; places: { place: string; score: string; dimensions: { lost: string; indicators: { id: string; lost: string }[] }[] }[] };
    expect(printed.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(printed.places).toHaveLength(6);
    for (const { dimensions } of printed.places) {
      expect(dimensions).toHaveLength(8);
      for (const { lost, indicators: of } of dimensions) expect(of.reduce((sum, indicator) => sum + Number(indicator.lost), 0)).toBeCloseTo(Number(lost), 7);
    }
    expect(() => stabilityCommand(['--db', sample.path, '--month', '2026-13'])).toThrow(/--month/);
    expect(() => stabilityCommand(['--db', sample.path, '--month', MONTH, '--level', 'village'])).toThrow(/--level/);
  }, SLOW);
});
