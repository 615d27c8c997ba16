import { describe, expect, it } from 'vitest';
import { categoryById, fieldById, type FieldType } from '#shared/domain/catalogue/index.ts';
import { guessCategory, headerIndex, loadCatalogue, loadRegions, matchHeader } from './index.ts';
import { REFERENCE } from './reference.fixture.ts';

const RESOURCES = new URL('../../../resources', import.meta.url).pathname;
const catalogue = loadCatalogue(RESOURCES);

/** Types that a kind of the reference may have become. */
const KINDS: Readonly<Record<string, readonly FieldType[]>> = {
  s: ['text', 'phone', 'citizenId', 'creditCode', 'projectCode', 'caseNumber'], i: ['integer'], n: ['number'], d: ['date'], t: ['datetime'], b: ['boolean'], c: ['code', 'region'],
  '': ['text', 'projectCode', 'creditCode', 'caseNumber', 'region', 'month', 'datetime'],
};

function listed(fields: string): { word: string; kind: string; personal: boolean }[] {
  return fields.split(', ').map((entry) => {
    const [word = '', kind = ''] = entry.split(' ');
    return { word: word.replace('*', ''), kind, personal: word.endsWith('*') };
  });
}

describe('the shipped catalogue', () => {
  it('has 7 systems and the 48 categories of the reference, in order', () => {
    expect(catalogue.systems.map(({ id }) => id)).toEqual(['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7']);
    expect(catalogue.categories.map(({ id }) => id)).toEqual(REFERENCE.map(([id]) => id));
    expect(catalogue.systems.map(({ id }) => catalogue.categories.filter(({ system }) => system === id).length)).toEqual([7, 7, 8, 7, 6, 6, 7]);
  });

  it.each(REFERENCE)('%s has its key %s and every listed field', (id, key, fields) => {
    const category = categoryById(catalogue, id)!;
    const index = headerIndex(category);
    const find = (word: string): string | undefined => matchHeader(index, word)?.field;
    expect(key.split('+').map(find)).toEqual(category.key);
    const wanted = listed(fields);
    const found = wanted.map(({ word }) => find(word));
    // Every listed field is one of its own; beside them and the key there is only the time of the source.
    expect(new Set([...category.key, ...found, 'source_updated_at'])).toEqual(new Set(category.fields.map((field) => field.id)));
    expect(found).toHaveLength(new Set(found).size);
    for (const { word, kind, personal } of wanted) {
      const field = fieldById(category, find(word)!)!;
      expect(KINDS[kind], `${word} is ${field.type}`).toContain(field.type);
      if (personal) expect(field.personal, word).toBeDefined();
    }
  });

  it('marks as personal what the reference marks, and two more', () => {
    const starred = REFERENCE.flatMap(([id, , fields]) => listed(fields).filter(({ personal }) => personal).map(({ word }) => `${id} ${word}`));
    const marked = catalogue.categories.flatMap((category) =>
      category.fields.filter(({ personal }) => personal !== undefined).map((field) => `${category.id} ${field.name.zh}`),
    );
    expect(marked.sort()).toEqual([...starred, '3.6 反映人', '6.1 法定代表人'].sort());
  });

  it('keeps the codes that the reference states', () => {
    const codes = (id: string, field: string): string =>
      (fieldById(categoryById(catalogue, id)!, field)!.codes ?? []).map(({ code, zh }) => `${code}${zh}`).join(' ');
    expect(codes('2.1', 'gender')).toBe('0未知 1男 2女');
    expect(codes('2.2', 'recall_reason')).toBe('1反馈 2退回 3回访');
    expect(codes('2.3', 'result')).toBe('1满意 2基本满意 3不满意');
    expect(codes('2.5', 'handling_type')).toBe('0交办 1转送 2督办');
    expect(codes('4.1', 'source')).toBe('0012345 01110 02122');
    expect(codes('7.2', 'correction_type')).toBe('1立即 2限期 3停产停业');
    expect(codes('7.2', 'state')).toBe('1未 2已');
    expect(codes('1.2', 'role')).toBe('owner业主 applicant申报 agent代建');
    expect(codes('7.7', 'colour')).toBe('green绿 yellow黄 red红');
  });

  it('says for every category with a place, a time or a department which field it is', () => {
    const without = (role: 'place' | 'time' | 'department' | 'project'): string[] => catalogue.categories.filter(({ roles }) => roles[role] === undefined).map(({ id }) => id);
    // Linked to a place through their project, ticket, petition or enterprise.
    expect(without('place')).toEqual(['1.2', '1.3', '1.4', '1.5', '1.6', '1.7', '2.2', '2.3', '2.5', '2.7', '6.3', '7.2']);
    // Lists of what is, not of what happened.
    expect(without('time')).toEqual(['1.2', '3.5', '7.1']);
    const withProject = catalogue.categories.filter(({ roles }) => roles.project !== undefined).map(({ id }) => id);
    expect(withProject).toEqual(['1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7', '2.6', '4.5', '5.1', '6.6']);
  });

  it('states the unit of every sum of money, area and count of people', () => {
    const bare = catalogue.categories.flatMap((category) =>
      category.fields.filter(({ type, unit }) => type === 'number' && unit === undefined).map(({ name }) => `${category.id} ${name.zh}`),
    );
    expect(bare).toEqual(['7.6 读数', '7.6 阈值']);
  });
});

describe('headers', () => {
  const index = headerIndex(categoryById(catalogue, '1.1')!);
  it.each([
    ['项目代码', 'project_code', undefined], ['＊项目 代码（必填）', 'project_code', undefined], ['Project Code', 'project_code', undefined], ['PROJECT_CODE', 'project_code', undefined],
    ['总投资', 'total_investment', undefined], ['总投资（万元）', 'total_investment', undefined], ['总投资(元)', 'total_investment', '元'], ['总投资\n（亿元）', 'total_investment', '亿元'],
    ['总投资_元', 'total_investment', '元'], ['总投资（单位：元）', 'total_investment', '元'], ['项目总投资/万元', 'total_investment', undefined], ['Total investment (元)', 'total_investment', '元'],
    ['用地面积(㎡)', 'land_area', '平方米'], ['用地面积(hm²)', 'land_area', undefined],
  ])('%j is %s in %s', (header, field, unit) => {
    const match = matchHeader(index, header);
    expect([match?.field, match?.unit]).toEqual([field, unit]);
  });
  it.each(['用地面积(亩)', '总投资(美元)', '', '备注'])('%j is none of the category', (header) => expect(matchHeader(index, header)).toBeUndefined());
  it('tell a name from a synonym', () => {
    expect([matchHeader(index, '项目代码')?.source, matchHeader(index, '赋码')?.source]).toEqual(['name', 'synonym']);
  });
});

describe('the guess of a category', () => {
  const best = (headers: readonly string[]): string | undefined => guessCategory(catalogue, headers)[0]?.category;

  it.each(REFERENCE)('finds %s by its Chinese names, its English names, its synonyms, the words of the reference, and half of them', (id, key, fields) => {
    const category = categoryById(catalogue, id)!;
    expect(best(category.fields.map(({ name }) => name.zh))).toBe(id);
    expect(best(category.fields.map(({ name }) => name.en))).toBe(id);
    expect(best(category.fields.map(({ synonyms, name }) => synonyms[0] ?? name.zh))).toBe(id);
    const words = [...key.split('+'), ...listed(fields).map(({ word }) => word)];
    expect(best(words)).toBe(id);
    expect(best(words.filter((_, position) => position < category.key.length || position % 2 === 0))).toBe(id);
    expect(best(['序号', ...words, '备注一', '备注二'])).toBe(id);
  });

  it('says whether the key is there and leaves out what recognises nothing', () => {
    expect(guessCategory(catalogue, ['工单号', '受理时间', '诉求内容'])[0]).toMatchObject({ category: '2.1', matched: 3, keyFound: true });
    expect(guessCategory(catalogue, ['诉求内容', '诉求人', '来电号码'])[0]).toMatchObject({ category: '2.1', keyFound: false });
    expect(guessCategory(catalogue, ['甲', '乙', ' '])).toEqual([]);
    expect(guessCategory(catalogue, [])).toEqual([]);
  });

  it('stays between 0 and 1', () => {
    for (const { score } of guessCategory(catalogue, catalogue.categories[0]!.fields.map(({ name }) => name.zh))) {
      expect(score).toBeGreaterThan(0);
      expect(score).toBeLessThanOrEqual(1);
    }
  });
});

it('the shipped divisions load', () => {
  const regions = loadRegions(RESOURCES);
  expect(regions.city.name).toBe('绍兴市');
  expect(regions.counties.flatMap(({ towns }) => towns)).toHaveLength(103);
});
