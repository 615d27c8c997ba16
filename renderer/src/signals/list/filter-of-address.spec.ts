import { expect, it } from 'vitest';
import { filterOfAddress } from './filter-of-address.ts';

it('reads what a link asks for and nothing that is no level or state', () => {
  expect(filterOfAddress({ level: 'red', state: 'raised' })).toEqual({ levels: ['red'], states: ['raised'] });
  expect(filterOfAddress({ overdue: '1', rule: 'red-code-check' })).toEqual({ overdue: true, rule: 'red-code-check' });
  expect(filterOfAddress({ state: 'received,dispatched', mine: 'giver', dueBy: '2026-12-01' })).toEqual({ states: ['dispatched', 'received'], mine: 'giver', dueBy: '2026-12-01' });
  expect(filterOfAddress({ mine: 'everybody', dueBy: 'soon', state: 'lost,handled' })).toEqual({ states: ['handled'] });
  expect(filterOfAddress({ level: 'purple', overdue: 'yes', rule: ['a', 'b'] })).toBeNull();
});
