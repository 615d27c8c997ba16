import { expect, it } from 'vitest';
import { categorySchema } from '#shared/domain/catalogue/index.ts';
import { i18n } from '@/i18n/index.ts';
import { queryWords } from './query-words.ts';

i18n.global.locale.value = 'en';
const category = categorySchema.parse({
  id: '2.4', slug: 'petitions', system: 'S2', name: { zh: 'a', en: 'Petitions' }, description: { zh: 'a', en: 'a' }, rhythm: 'monthly', key: ['no'], roles: {},
  fields: [{ id: 'no', name: { zh: 'a', en: 'Number' }, type: 'text', required: true }, { id: 'repeat', name: { zh: 'b', en: 'Repeat' }, type: 'code', codes: [{ code: 'repeated', zh: 'c', en: 'repeated visit' }] }],
});
const known = new Map([['2.4', category]]);
const name = (id: string): string => (id === '2.4' ? 'Petitions' : id);

it('says fields and codes by their names', () => {
  const query = { category: '2.4', measure: { kind: 'count' as const }, where: [{ field: 'repeat', op: 'eq' as const, value: 'repeated' }] };
  expect(queryWords(query, known, name)).toBe('records of Petitions where "Repeat" is repeated visit');
  expect(queryWords(query, new Map(), name)).toBe('records of Petitions where "repeat" is repeated');
});

it('says what comes from the assessments', () => {
  expect(queryWords({ ledger: 'mattersDue' }, known, name)).toContain('due for decision');
});
