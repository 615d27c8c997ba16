import { describe, expect, it } from 'vitest';
import type { FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import {
  compileCodeList, compileField, createRegionIndex, formatValue, halfWidth, maskPersonal, readBoolean, type FieldContext,
} from './index.ts';

const regions = createRegionIndex({
  city: { code: '330600', name: '绍兴市' },
  counties: [{ code: '330602', name: '越城区', towns: [{ code: '330602002', name: '府山街道' }] }],
  former: [], zones: [],
});

function field(more: Partial<FieldDescriptor>): FieldDescriptor {
  return { id: 'f', name: { zh: '字段', en: 'Field' }, type: 'text', required: false, open: false, synonyms: [], ...more };
}

/** The value that the store keeps, or "!reason". */
function cell(descriptor: Partial<FieldDescriptor>, raw: string, context: Partial<FieldContext> = {}): unknown {
  const result = compileField(field(descriptor), { regions, ...context })(raw);
  return result.ok ? result.value : `!${result.reason.code}`;
}

const SATISFACTION = [
  { code: '1', zh: '满意', en: 'Satisfied', also: ['非常满意'] },
  { code: '2', zh: '基本满意', en: 'Mostly satisfied', also: [] },
];
const CHANNELS = [{ code: '00', zh: '12345', en: '12345', also: [] }, { code: '01', zh: '110', en: '110', also: [] }];

describe('an empty cell', () => {
  it.each(['', '  ', '\t', '\u3000', '\ufeff', '\u200b'])('%j is empty', (raw) => {
    expect(cell({}, raw)).toBeNull();
    expect(cell({ required: true }, raw)).toBe('!required');
  });
  it('stands for what systems write for nothing, except in prose, where it may be meant', () => {
    for (const raw of ['NULL', '\\N', 'N/A', '#N/A', '-', '--', '/']) {
      expect(cell({ type: 'integer' }, raw)).toBeNull();
      expect(cell({ type: 'date', required: true }, raw)).toBe('!required');
      expect(cell({ required: true }, raw, { identifier: true })).toBe('!required');
    }
    expect(cell({}, '-')).toBe('-');
  });
});

describe('a cell by the type of its field', () => {
  it.each<[string, Partial<FieldDescriptor>, string, unknown]>([
    ['text', {}, ' 越城区１２３号（东）\r\n二楼 ', '越城区123号（东）\n二楼'],
    ['text in a formula of text', {}, '="330602199001011234"', '330602199001011234'],
    ['text after an apostrophe', {}, "'330602", '330602'],
    ['a damaged long number', {}, '2.02401E+17', '!rounded_id'],
    ['a broken formula', {}, '#REF!', '!excel_error'],
    ['integer', { type: 'integer', unit: '人', min: 0 }, '12人', 12],
    ['number', { type: 'number', scale: 2, unit: '元' }, '1,200.5', 120_050],
    ['date', { type: 'date' }, '2024年3月5日', '2024-03-05'],
    ['datetime', { type: 'datetime' }, '2024/3/5 9:30', '2024-03-05 09:30:00'],
    ['month', { type: 'month' }, '202403', '2024-03'],
    ['boolean', { type: 'boolean' }, '是', 1],
    ['a boolean that is none', { type: 'boolean' }, '可能', '!bad_boolean'],
    ['code', { type: 'code', codes: SATISFACTION }, '满意', '1'],
    ['a code outside a closed list', { type: 'code', codes: SATISFACTION }, '一般般', '!unknown_code'],
    ['a code outside an open list', { type: 'code', open: true, codes: SATISFACTION }, ' 一般般 ', '一般般'],
    ['region', { type: 'region' }, '越城区府山街道', '330602002'],
    ['region unknown', { type: 'region' }, '330602999', '!unknown_region'],
    ['credit code', { type: 'creditCode' }, '11330600002577014t', '11330600002577014T'],
    ['citizen id', { type: 'citizenId' }, '11010519491231002x', '11010519491231002X'],
    ['a company where a person was asked', { type: 'citizenId', accepts: ['creditCode'] }, '11330600002577014T', '11330600002577014T'],
    ['neither of them', { type: 'citizenId', accepts: ['creditCode'] }, '11330600002577014X', '!bad_citizen_id'],
    ['project code', { type: 'projectCode' }, '2109-330602-04-01-545318', '2109-330602-04-01-545318'],
    ['case number', { type: 'caseNumber' }, '（2024）浙0602民初01号', '(2024)浙0602民初1号'],
    ['phone', { type: 'phone' }, '138 1234 5678', '13812345678'],
  ])('%s', (_, descriptor, raw, expected) => expect(cell(descriptor, raw)).toBe(expected));

  it('of a key has no blanks and no full width', () => {
    expect(cell({}, ' GD ２０２４（1） ', { identifier: true })).toBe('GD2024(1)');
  });
  it('counts from 1904 where the workbook says so', () => {
    expect(cell({ type: 'date' }, '43894', { date1904: true })).toBe('2024-03-05');
  });
  it('follows the unit of its column', () => {
    expect(cell({ type: 'number', scale: 6, unit: '万元' }, '12345678.9', { columnUnit: '元' })).toBe(1_234_567_890);
  });
});

describe('a code list', () => {
  const find = compileCodeList(SATISFACTION);
  it.each([['1', '1'], ['满意', '1'], ['非常满意', '1'], ['SATISFIED', '1'], [' 基本 满意', '2'], ['１', '1'], ['1-满意', '1'], ['2.基本满意', '2'], ['满意(1)', '1'], ['满意（1）', '1'], ['3', null], ['', null]])(
    '%s means %s', (text, code) => expect(find(text)).toBe(code),
  );
  it('knows codes that lost their zeros, without taking a label for them', () => {
    const channel = compileCodeList(CHANNELS);
    expect([channel('1'), channel('0'), channel('01'), channel('110'), channel('12345'), channel('00-12345')]).toEqual(['01', '00', '01', '01', '00', '00']);
  });
});

describe('yes and no', () => {
  it.each(['是', '有', 'Y', 'yes', 'TRUE', '1', '√'])('%s is yes', (word) => expect(readBoolean(word)).toBe(1));
  it.each(['否', '无', 'N', 'no', 'False', '0', '×'])('%s is no', (word) => expect(readBoolean(word)).toBe(0));
  it.each(['2', '也许', ''])('%s is neither', (word) => expect(readBoolean(word)).toBeNull());
});

describe('masking', () => {
  it.each([
    ['name', '张三', '张*'], ['name', '欧阳小明', '欧*'], ['name', '张三、李四', '张*、李*'], ['name', '𠮷田', '𠮷*'],
    ['id', '330602199001011234', '330602********1234'], ['id', '330602900101123', '330602*****1123'], ['id', 'E12345678', 'E1****'],
    ['phone', '13812345678', '138****5678'], ['phone', '0575-85123456', '057****3456'], ['phone', '12345', '****45'], ['phone', '13812345678/13912345678', '138****5678、139****5678'],
    ['address', '绍兴市越城区府山街道1号', '绍兴市越城区****'], ['address', '府山1号', '府山****'], ['other', '任何内容', '****'],
  ] as const)('%s %s is shown as %s', (kind, value, masked) => expect(maskPersonal(kind, value)).toBe(masked));
});

describe('a stored value as text', () => {
  it('has its decimals, its label, its yes or no', () => {
    expect(formatValue(field({ type: 'number', scale: 6 }), 1_200_500_000, 'zh')).toBe('1200.5');
    expect(formatValue(field({ type: 'integer' }), 12, 'zh')).toBe('12');
    expect(formatValue(field({ type: 'boolean' }), 1, 'zh')).toBe('是');
    expect(formatValue(field({ type: 'boolean' }), 0, 'en')).toBe('No');
    expect(formatValue(field({ type: 'code', codes: SATISFACTION }), '1', 'en')).toBe('Satisfied');
    expect(formatValue(field({ type: 'code', open: true }), '其他案由', 'en')).toBe('其他案由');
    expect(formatValue(field({}), null, 'zh')).toBeNull();
  });
});

it('full width becomes ASCII in digits, letters, signs and blanks', () => {
  expect(halfWidth('３３Ａ（％）　￥')).toBe('33A(%) ¥');
});
