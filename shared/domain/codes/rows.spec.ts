import { describe, expect, it } from 'vitest';
import { categorySchema, type CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { compileRow, createRegionIndex, missingRequired, type ColumnBinding, type RowResult } from './index.ts';

const regions = createRegionIndex({
  city: { code: '330600', name: '绍兴市' },
  counties: [{ code: '330602', name: '越城区', towns: [{ code: '330602002', name: '府山街道' }] }],
  former: [], zones: [],
});
const named = (id: string): { id: string; name: { zh: string; en: string } } => ({ id, name: { zh: `${id}甲`, en: `${id} en` } });

const category: CategoryDescriptor = categorySchema.parse({
  id: '8.1', slug: 'sample', system: 'S8', name: { zh: '样例', en: 'Sample' }, description: { zh: '样例', en: 'Sample' }, rhythm: 'daily',
  key: ['no', 'month'], roles: { place: 'place', time: 'month', department: 'department', project: 'project' },
  fields: [
    { ...named('no'), type: 'text', required: true },
    { ...named('month'), type: 'month', required: true },
    { ...named('place'), type: 'region' },
    { ...named('department'), type: 'code', open: true, codes: [{ code: 'urban', zh: '综合行政执法局', en: 'Urban' }] },
    { ...named('project'), type: 'text' },
    { ...named('amount'), type: 'number', unit: '万元', scale: 6, min: 0 },
  ],
});
const columns: ColumnBinding[] = [
  { index: 5, field: 'no' }, { index: 0, field: 'month' }, { index: 1, field: 'place' }, { index: 2, field: 'department' }, { index: 3, field: 'project' },
  { index: 4, field: 'amount', unit: '元' },
];
const check = (cells: string[], bindings = columns): RowResult => compileRow(category, bindings, { regions })(cells);

describe('a row', () => {
  it('becomes values in the order of the fields, the normalised columns and the key', () => {
    expect(check(['202403', '府山街道', 'urban', '见 2109-330602-04-01-545318', '12,345,678.90', ' Ａ 1 '])).toEqual({
      ok: true,
      values: ['A1', '2024-03', '330602002', 'urban', '见 2109-330602-04-01-545318', 1_234_567_890],
      normalised: { town: '330602002', county: '330602', department: '综合行政执法局', date: '2024-03-01', project: '2109-330602-04-01-545318' },
      key: 'A1\u001f2024-03',
    });
  });

  it('keeps what is not given as null, and a department outside the list by its own name', () => {
    expect(check(['2024-03', '', '某某局', '无编号项目', '', 'A1'])).toMatchObject({
      ok: true, values: ['A1', '2024-03', null, '某某局', '无编号项目', null], normalised: { town: null, county: null, department: '某某局', project: null },
    });
  });

  it('is refused with every reason, each with its field and column', () => {
    expect(check(['2024-13', '330602999', '', '', 'x元', ''])).toEqual({
      ok: false,
      reasons: [
        { code: 'required', params: {}, field: 'no', column: 5 },
        { code: 'bad_month', params: {}, field: 'month', column: 0 },
        { code: 'unknown_region', params: { value: '330602999' }, field: 'place', column: 1 },
        { code: 'bad_number', params: {}, field: 'amount', column: 4 },
      ],
    });
  });

  it('that is too short lacks its last cells; a required field without a column has column null', () => {
    expect(check(['2024-03'])).toMatchObject({ ok: false, reasons: [{ code: 'required', field: 'no', column: 5 }] });
    const without = columns.filter(({ field }) => field !== 'no');
    expect(check(['2024-03'], without)).toMatchObject({ ok: false, reasons: [{ code: 'required', field: 'no', column: null }] });
    expect(missingRequired(category, without)).toEqual(['no']);
    expect(missingRequired(category, columns)).toEqual([]);
  });
});

describe('the place of a row', () => {
  const placed = (field: Record<string, unknown>, value: string): unknown => {
    const variant = categorySchema.parse({ ...category, key: ['no'], roles: { place: 'where' }, fields: [{ ...named('no'), type: 'text', required: true }, { ...named('where'), ...field }] });
    const result = compileRow(variant, [{ index: 0, field: 'no' }, { index: 1, field: 'where' }], { regions })(['1', value]);
    return result.ok ? [result.normalised.town, result.normalised.county] : result.reasons;
  };
  it.each<[string, Record<string, unknown>, string, unknown]>([
    ['a division', { type: 'region' }, '府山街道', ['330602002', '330602']],
    ['a division elsewhere', { type: 'region' }, '330106', [null, '330106']],
    ['the court of a case', { type: 'caseNumber' }, '(2024)浙0602民初1号', [null, '330602']],
    ['the court of a higher case', { type: 'caseNumber' }, '(2024)浙06民终1号', [null, null]],
    ['a court elsewhere', { type: 'caseNumber' }, '(2024)浙0192民初1号', [null, null]],
    ['an agency', { type: 'text' }, '越城区人民政府', [null, '330602']],
    ['a grid', { type: 'code', open: true }, '330602002005001', ['330602002', '330602']],
    ['a project', { type: 'projectCode' }, '2109-330602-04-01-545318', [null, '330602']],
    ['nothing', { type: 'text' }, '', [null, null]],
  ])('comes from %s', (_, field, value, expected) => expect(placed(field, value)).toEqual(expected));
});
