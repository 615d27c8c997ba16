import { describe, expect, it } from 'vitest';
import type { Catalogue } from '#shared/domain/catalogue/index.ts';
import type { WpqMethod } from '#shared/domain/grading/index.ts';
import { checkModel } from './check-model.ts';
import type { AssessmentModel, EvidenceQuestion } from './index.ts';

const name = { zh: '名', en: 'name' };
const field = (id: string, type: string, more: object = {}): object => ({ id, type, name, ...more });
// Only what the check reads; the whole of a category is checked where it is loaded.
const catalogue = {
  systems: [],
  categories: [
    { id: '1.3', roles: { time: 'on' }, fields: [field('on', 'date'), field('status', 'code', { codes: [{ code: 'open' }], open: false }), field('people', 'integer'), field('phone', 'text', { personal: 'phone' })] },
    { id: '1.4', roles: {}, fields: [field('status', 'code')] },
  ],
} as unknown as Catalogue;
const question = (over: Partial<EvidenceQuestion> = {}): EvidenceQuestion => ({ id: 'q', name, category: '1.3', measure: { kind: 'count' }, unit: '件', where: [], windowMonths: 12, link: 'place', per: 'none', ...over });
const model = (questions: EvidenceQuestion[], evidence = ['q'], method = 'wpq@1'): AssessmentModel => ({ method, probability: [], impact: [], areas: [{ id: 'A', name, factors: [{ id: 'A1', name, description: name, stages: [], evidence }] }], questions }) as unknown as AssessmentModel;
const METHOD = { kind: 'wpq', id: 'wpq', version: 1 } as WpqMethod;
const faults = (...of: Parameters<typeof model>): string[] => checkModel(model(...of), [METHOD], catalogue).map(({ path, message }) => `${path}: ${message}`);

describe('what is wrong with a model beside its form', () => {
  it('finds nothing in one that fits', () => {
    expect(faults([question({ where: [{ field: 'status', op: 'eq', value: 'open' }], measure: { kind: 'sum', field: 'people' } })])).toEqual([]);
  });

  it.each<[string, Partial<EvidenceQuestion>, string]>([
    ['a category there is not', { category: '9.9' }, '9.9: no such category'],
    ['a category without time', { category: '1.4' }, '1.4: says no time, so no window can be asked'],
    ['a field there is not', { where: [{ field: 'nothing', op: 'isNull' }] }, '1.3.nothing: no such field'],
    ['a code there is not', { where: [{ field: 'status', op: 'in', value: ['open', 'shut'] }] }, '1.3.status: has no code "shut"'],
    ['a sum of words', { measure: { kind: 'sum', field: 'status' } }, '1.3.status: is no number to add up'],
    ['a personal field', { where: [{ field: 'phone', op: 'notNull' }] }, '1.3.phone: is personal, and stands in the store as cipher'],
    ['a detour by a category there is not', { via: { category: '9.9', field: 'status' } }, '9.9: no such category'],
    ['a detour by a field there is not', { via: { category: '1.4', field: 'on' } }, '1.4.on: no such field'],
  ])('finds %s', (_, over, expected) => {
    expect(faults([question(over)])).toEqual([`questions/q: ${expected}`]);
  });

  it('finds a question that nobody asks, and a method that does not judge factors', () => {
    expect(faults([question()], [])).toEqual(['questions/q: stands beside no factor']);
    expect(faults([question()], ['q'], 'ahp@1')).toEqual(['method: no method "ahp@1" that judges factors (wpq@1)']);
  });
});
