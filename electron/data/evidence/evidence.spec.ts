import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AssessmentId, EvidenceAnswer, ProposalFields } from '#shared/contract/index.ts';
import { questionSchema, type EvidenceQuestion } from '#shared/domain/assessment/index.ts';
import { openWorkstation, type Workstation } from '../assessment/fixtures/workstation.ts';
import { proposalsHandlers } from '../assessment/index.ts';
import { answerQuestions, evidenceHandlers } from './index.ts';

const FUSHENG = { n_town: '330602108', n_county: '330602' };
const TASHAN = { n_town: '330602001', n_county: '330602' };
const OTHER = { n_town: '330681001', n_county: '330681' };
const PROJECT = '2509-330602-04-01-545318';

let workstation: Workstation;
beforeEach(() => { workstation = openWorkstation(); });
afterEach(() => workstation.close());

const question = (over: Readonly<Record<string, unknown>>): EvidenceQuestion => questionSchema.parse({
  id: 'asked', name: { zh: '问', en: 'Asked' }, category: '2.4', measure: { kind: 'count' }, unit: '件', where: [], windowMonths: 6, link: 'place', per: 'none', ...over,
});

async function ask(over: Readonly<Record<string, unknown>>, places: readonly string[] = ['330602108'], projectCode: string | null = null): Promise<EvidenceAnswer> {
  const { store, catalogue, regions, clock } = workstation.as('evaluator');
  const [answer] = await answerQuestions(store.db, { catalogue, regions, now: clock.now() }, { places, projectCode }, [question(over)]);
  return answer!;
}

const values = (answer: EvidenceAnswer) => answer.months.map(({ value }) => value);

describe('an answer', () => {
  it('counts current rows of the places by month, and tells a month without any data from a month without a case', async () => {
    const batch = workstation.hold('2.4', [
      { ...FUSHENG, petition_no: 'X1', n_date: '2026-06-01' }, { ...FUSHENG, petition_no: 'X2', n_date: '2026-06-30' }, { ...FUSHENG, petition_no: 'X3', n_date: '2026-03-31' },
      { ...OTHER, n_date: '2026-05-05' }, { ...FUSHENG, n_date: '2025-12-31' }, { ...FUSHENG, n_date: null },
    ]);
    workstation.hold('2.4', [{ ...FUSHENG, petition_no: 'X1', n_date: '2026-06-02' }]);
    const answer = await ask({});
    expect(answer).toMatchObject({ from: '2026-01-01', to: '2026-06-30', scope: 'towns', value: '3', unit: '件', records: 3, batches: [batch, batch + 1] });
    expect(answer.months.map(({ month }) => month)).toEqual(['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06']);
    expect(values(answer)).toEqual([null, null, '1', null, '0', '2']);
    expect(answer.rank).toEqual({ rank: 1, of: 103, per: 'count', place: '330602108', value: '3', median: '0', adjusted: null, alike: false });
  });

  it('takes a county for all its towns and for rows that know only the county', async () => {
    workstation.hold('2.4', [
      { ...FUSHENG, n_date: '2026-06-01' }, { ...TASHAN, n_date: '2026-06-01' }, { ...TASHAN, n_date: '2026-06-01' }, { n_county: '330602', n_date: '2026-06-01' }, { ...OTHER, n_date: '2026-06-01' },
    ]);
    expect(await ask({}, ['330602'])).toMatchObject({ value: '4', rank: { place: '330602001', value: '2' } });
    expect(await ask({}, ['330602', '330602108'])).toMatchObject({ value: '4' });
    expect(await ask({}, ['330602108'])).toMatchObject({ value: '1', rank: { rank: 2 } });
    expect(await ask({}, ['330600'])).toMatchObject({ value: '5' });
  });

  it('asks about the county where the category mostly knows no towns, instead of answering 0', async () => {
    workstation.hold('5.2', [{ n_county: '330602', n_date: '2026-06-01' }, { n_county: '330602', n_date: '2026-05-01' }, { ...FUSHENG, n_date: '2026-05-01' }, { n_county: '330681', n_date: '2026-05-01' }]);
    expect(await ask({ category: '5.2' })).toMatchObject({ scope: 'counties', value: '3', rank: { rank: 1, of: 6, place: '330602', value: '3' } });
  });

  it('gives no answer, which is not 0, where the category is empty or nothing can be asked', async () => {
    expect(await ask({})).toMatchObject({ value: null, records: 0, rank: null, batches: [] });
    workstation.hold('1.7', [{ n_project: PROJECT, n_date: '2026-06-01', households: 3 }]);
    expect(await ask({ category: '1.7', link: 'project' })).toMatchObject({ value: null, rank: null });
    expect(await ask({ category: '1.7', link: 'project' }, [], 'another')).toMatchObject({ value: '0' });
    workstation.hold('2.4', [{ ...OTHER, n_date: '2026-06-01' }]);
    expect(await ask({}, [])).toMatchObject({ value: null });
    expect(await ask({})).toMatchObject({ value: '0', rank: null });
  });

  it('sums in the stated unit exactly, with every digit', async () => {
    workstation.hold('1.6', [
      { n_project: PROJECT, project_code: PROJECT, source_no: '1', n_date: '2026-06-01', arrived_amount: 100_000_1 },
      { n_project: PROJECT, project_code: PROJECT, source_no: '2', n_date: '2026-05-01', arrived_amount: 200_000_2 },
    ]);
    const scale = workstation.as('it').catalogue.categories.find(({ id }) => id === '1.6')?.fields.find(({ id }) => id === 'arrived_amount')?.scale;
    expect(scale).toBe(6);
    const answer = await ask({ category: '1.6', link: 'project', measure: { kind: 'sum', field: 'arrived_amount' }, unit: '万元' }, [], PROJECT);
    expect(answer).toMatchObject({ value: '3.000003', scope: 'project', rank: null, records: 2 });
    expect(values(answer).slice(-2)).toEqual(['2.000002', '1.000001']);
  });

  it('applies every kind of condition, at the scale of the field', async () => {
    workstation.hold('2.4', [
      { ...FUSHENG, n_date: '2026-06-01', content_type: 'land', people: 5, backlog: 1 },
      { ...FUSHENG, n_date: '2026-06-01', content_type: 'environment', people: 6, backlog: 0 },
      { ...FUSHENG, n_date: '2026-06-01', content_type: null, people: 7, backlog: null },
    ]);
    const count = async (...where: readonly unknown[]) => (await ask({ where })).value;
    expect(await count({ field: 'content_type', op: 'eq', value: 'land' })).toBe('1');
    expect(await count({ field: 'content_type', op: 'in', value: ['land', 'environment'] })).toBe('2');
    expect(await count({ field: 'content_type', op: 'isNull' })).toBe('1');
    expect(await count({ field: 'content_type', op: 'notNull' })).toBe('2');
    expect(await count({ field: 'people', op: 'gte', value: '6' })).toBe('2');
    expect(await count({ field: 'people', op: 'gt', value: '6' })).toBe('1');
    expect(await count({ field: 'people', op: 'gte', value: '5.5' })).toBe('2');
    expect(await count({ field: 'people', op: 'gt', value: '5.5' })).toBe('2');
    expect(await count({ field: 'people', op: 'lte', value: '5.5' })).toBe('1');
    expect(await count({ field: 'backlog', op: 'eq', value: true }, { field: 'people', op: 'lte', value: '5' })).toBe('1');
    await expect(ask({ where: [{ field: 'no_such', op: 'isNull' }] })).rejects.toMatchObject({ code: 'RESOURCE_INVALID' });
  });

  it('counts a row once that fits both the place and the project', async () => {
    workstation.hold('2.6', [
      { ...FUSHENG, n_project: PROJECT, n_date: '2026-06-01' }, { ...OTHER, n_project: PROJECT, n_date: '2026-06-01' }, { ...FUSHENG, n_date: '2026-06-01' }, { ...OTHER, n_date: '2026-06-01' },
    ]);
    expect(await ask({ category: '2.6', link: 'placeOrProject' }, ['330602108'], PROJECT)).toMatchObject({ value: '3', rank: { value: '2' } });
    expect(await ask({ category: '2.6', link: 'placeOrProject' }, [], PROJECT)).toMatchObject({ value: '2', rank: null });
    expect(await ask({ category: '2.6', link: 'placeOrProject' })).toMatchObject({ value: '2' });
  });

  it('finds the place of a row through another category', async () => {
    const [a, b] = ['91330600000000001A', '91330600000000002B'];
    workstation.hold('7.1', [{ ...FUSHENG, credit_code: a }, { ...OTHER, credit_code: b }]);
    workstation.hold('7.2', [{ credit_code: a, n_date: '2026-06-01' }, { credit_code: a, n_date: '2026-05-01' }, { credit_code: b, n_date: '2026-06-01' }, { credit_code: null, n_date: '2026-06-01' }]);
    const via = { category: '7.2', via: { category: '7.1', field: 'credit_code' } };
    expect(await ask(via)).toMatchObject({ scope: 'towns', value: '2', records: 2, rank: { rank: 1, value: '2' } });
    expect(await ask(via, ['330681001'])).toMatchObject({ value: '1', rank: { rank: 2 } });
  });

  it('ranks per 10,000 residents by the latest month on record', async () => {
    workstation.hold('4.6', [
      { ...FUSHENG, region: '330602108', stat_month: '2026-04', n_date: '2026-04-01', resident: 1 },
      { ...FUSHENG, region: '330602108', stat_month: '2026-05', n_date: '2026-05-01', resident: 20_000 },
      { ...TASHAN, region: '330602001', stat_month: '2026-05', n_date: '2026-05-01', resident: 100_000 },
    ]);
    workstation.hold('2.4', [{ ...FUSHENG, n_date: '2026-06-01' }, { ...TASHAN, n_date: '2026-06-01' }, { ...TASHAN, n_date: '2026-06-01' }]);
    expect(await ask({ per: 'residents' }, ['330602001', '330602108'])).toMatchObject({ value: '3', rank: { rank: 1, of: 2, per: 'residents', place: '330602108', value: '0.50', median: '0.25', adjusted: '0.25', alike: true } });
    expect(await ask({ per: 'none' }, ['330602001', '330602108'])).toMatchObject({ rank: { per: 'count', place: '330602001', value: '2' } });
  });
});

describe('the questions of the shipped model', () => {
  async function proposal(over: Partial<ProposalFields> = {}): Promise<AssessmentId> {
    const fields: ProposalFields = {
      title: '示例', decisionType: 'major-project', places: ['330602108'], responsibleUnit: '示例单位', decisionOn: null, startOn: null, endOn: null, description: '', projectCode: PROJECT, ...over,
    };
    return (await proposalsHandlers['proposals.create']({ fields, modelId: 'major-project' }, workstation.as('evaluator'))).assessmentId;
  }

  it('are all answered, also on an empty store', async () => {
    const id = await proposal();
    const overview = await evidenceHandlers['evidence.overview']({ id }, workstation.as('evaluator'));
    expect(overview.frozen).toBe(false);
    expect(overview.answers.length).toBeGreaterThan(40);
    expect(overview.answers.every(({ value, months }) => value === null && months.length === 36)).toBe(true);
  });

  it('stand beside their factor and open exactly the records that were counted', async () => {
    const id = await proposal();
    workstation.hold('2.4', [
      { ...FUSHENG, petition_no: 'L1', n_date: '2026-06-01', content_type: 'land', petitioner: workstation.as('it').secrets.protect('张三'), region: '330602108', people: 3 },
      { ...FUSHENG, petition_no: 'L2', n_date: '2026-05-01', content_type: 'land' }, { ...FUSHENG, petition_no: 'E1', n_date: '2026-05-01', content_type: 'environment' }, { ...OTHER, petition_no: 'L3', n_date: '2026-05-01', content_type: 'land' },
    ]);
    const evaluator = workstation.as('evaluator');
    const model = evaluator.libraries.models.find(({ value }) => value.id === 'major-project')!.value;
    const factor = model.areas.flatMap(({ factors }) => factors).find(({ evidence }) => evidence.includes('landPetitions'))!;
    const { answers } = await evidenceHandlers['evidence.forFactor']({ id, factorId: factor.id }, evaluator);
    expect(answers.map(({ questionId }) => questionId)).toEqual(factor.evidence);
    expect(answers.find(({ questionId }) => questionId === 'landPetitions')).toMatchObject({ value: '2', records: 2 });
    const page = await evidenceHandlers['evidence.records']({ id, questionId: 'landPetitions', area: 'own', limit: 10, offset: 0 }, evaluator);
    const column = (name: string) => page.columns.findIndex(({ field }) => field === name);
    expect(page.total).toBe(2);
    expect(page.rows.map(({ cells }) => cells[column('petition_no')])).toEqual(['L1', 'L2']);
    expect(page.rows[0]?.cells[column('petitioner')]).toBe('张*');
    expect(JSON.stringify(page)).not.toContain('张三');
    const may = await evidenceHandlers['evidence.records']({ id, questionId: 'landPetitions', area: 'own', month: '2026-05', limit: 10, offset: 0 }, evaluator);
    expect(may.rows.map(({ cells }) => cells[column('petition_no')])).toEqual(['L2']);
    expect((await evidenceHandlers['evidence.records']({ id, questionId: 'landPetitions', area: 'own', limit: 1, offset: 1 }, evaluator)).rows).toHaveLength(1);
    await expect(evidenceHandlers['evidence.records']({ id, questionId: 'nothing', area: 'own', limit: 1, offset: 0 }, evaluator)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(evidenceHandlers['evidence.forFactor']({ id, factorId: 'Z1' }, evaluator)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('tell the place, what touches it and its county apart, by the same rows that SQL counts, and open the records of each', async () => {
    const id = await proposal();
    const evaluator = workstation.as('evaluator');
    const { regions, store } = evaluator;
    const beside = regions.neighbours?.of('330602108') ?? [];
    expect(beside.length).toBeGreaterThan(0);
    const towns = regions.counties.flatMap((county) => county.towns.map(({ code }) => code));
    workstation.hold('4.6', towns.map((code, index) => ({ n_town: code, n_county: code.slice(0, 6), region: code, stat_month: '2026-05', n_date: '2026-05-01', resident: 10_000 + 1000 * index })));
    // So many petitions of a town as its place in the list, and three that know only the county.
    workstation.hold('2.4', [
      ...towns.flatMap((code, index) => Array.from({ length: index % 7 }, (_, nth) => ({ petition_no: `N${code}-${String(nth)}`, n_town: code, n_county: code.slice(0, 6), n_date: '2026-05-01', content_type: 'land' }))),
      ...[1, 2, 3].map((nth) => ({ petition_no: `C${String(nth)}`, n_town: null, n_county: '330602', n_date: '2026-05-01', content_type: 'land' })),
    ]);
    const { answers } = await evidenceHandlers['evidence.overview']({ id }, evaluator);
    const { around } = answers.find(({ questionId }) => questionId === 'landPetitions')!;
    const count = (where: string): number => Number(store.raw.prepare(`SELECT count(*) FROM cat_petition WHERE superseded_by IS NULL AND content_type = 'land' AND (${where})`).pluck().get());
    const residents = (where: string): number => Number(store.raw.prepare(`SELECT sum(resident) FROM cat_population WHERE ${where}`).pluck().get());
    const among = `n_town IN (${beside.map((code) => `'${code}'`).join(', ')})`;
    const rate = (where: string): string => ((count(where) * 10_000) / residents(where.includes('n_town') ? where : `n_county = '330602'`)).toFixed(2);
    expect(around).toMatchObject({
      own: { places: 1, total: String(count("n_town = '330602108'")), rate: rate("n_town = '330602108'") },
      neighbours: { codes: beside, approximate: true, total: String(count(among)), rate: rate(among) },
      wider: { codes: ['330602'], places: 17, total: String(count("n_county = '330602'")), rate: rate("n_county = '330602'") },
    });
    const page = (area: 'own' | 'neighbours' | 'wider') => evidenceHandlers['evidence.records']({ id, questionId: 'landPetitions', area, limit: 1000, offset: 0 }, evaluator);
    expect([String((await page('own')).total), String((await page('neighbours')).total), String((await page('wider')).total)]).toEqual([around?.own.total, around?.neighbours?.total, around?.wider.total]);
  });
});
