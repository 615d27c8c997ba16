import { expect, it } from 'vitest';
import { categorySchema } from '#shared/domain/catalogue/index.ts';
import { assignField, assignUnit, missingFields, otherUnits, sampleValues, toInput, type MappingColumn } from './mapping.ts';

const column = (index: number, header: string, field: string | null): MappingColumn => ({ index, header, field, unit: null, source: field === null ? 'none' : 'name' });
const mapping = [column(0, '编号', 'no'), column(1, '金额', 'amount'), column(2, '备注', null)];
const name = (zh: string): { zh: string; en: string } => ({ zh, en: zh });
const descriptor = categorySchema.parse({
  id: '1.1', slug: 'test', system: 'S1', name: name('测试'), description: name('测试'), rhythm: 'monthly', key: ['no'], roles: {},
  fields: [
    { id: 'no', name: name('编号'), type: 'text', required: true },
    { id: 'amount', name: name('金额'), type: 'number', scale: 2, unit: '万元', required: true },
    { id: 'people', name: name('人数'), type: 'integer', unit: '人' },
  ],
});

it('a field feeds from one column only', () => {
  const moved = assignField(mapping, 2, 'amount');
  expect(moved.map((entry) => [entry.field, entry.source])).toEqual([['no', 'name'], [null, 'none'], ['amount', 'chosen']]);
  expect(mapping[1]?.field).toBe('amount');
});

it('several columns may be left out', () => {
  const left = assignField(assignField(mapping, 0, null), 1, null);
  expect(left.map((entry) => entry.field)).toEqual([null, null, null]);
  expect(missingFields(descriptor, left).map((field) => field.id)).toEqual(['no', 'amount']);
});

it('a new field forgets the unit of the old one', () => {
  const stated = assignUnit(mapping, 1, '元');
  expect(stated[1]?.unit).toBe('元');
  expect(assignField(stated, 1, 'people')[1]?.unit).toBeNull();
});

it('offers the units that convert exactly, and none where there is nothing to choose', () => {
  const [no, amount, people] = descriptor.fields.map((field) => otherUnits(field));
  expect(amount).toContain('元');
  expect(amount).not.toContain('万元');
  expect([no, people]).toEqual([[], []]);
  expect(otherUnits(undefined)).toEqual([]);
});

it('what is sent has exactly the keys of the contract', () => {
  expect(toInput(mapping)[0]).toEqual({ index: 0, header: '编号', field: 'no', unit: null });
});

it('sample values skip blanks', () => {
  expect(sampleValues({ preview: [['a', ''], ['b', ' '], ['c', 'x'], ['d', 'y']] }, 1)).toEqual(['x', 'y']);
});
