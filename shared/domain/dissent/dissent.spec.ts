import { expect, it } from 'vitest';
import { permissionsOf, ROLES, type Role } from '#shared/domain/access/index.ts';
import { allowedReplies, dissentCapacity, dissentStanding, type DissentCapacity } from './index.ts';

const facts = (role: Role, ofPanel: boolean, submittedBy: string | null) => ({ actor: 'me', permissions: new Set(permissionsOf(role)), ofPanel, submittedBy });

it.each<[Role, boolean, string | null, DissentCapacity | null]>([
  ['expert', true, null, 'panel'],
  ['expert', true, 'other', 'panel'],
  ['expert', false, 'other', null],
  ['evaluator', false, 'other', 'reviewer'],
  ['evaluator', false, 'me', null],
  ['evaluator', false, null, null],
  ['manager', false, 'other', 'meeting'],
  ['manager', false, null, null],
  ['auditor', true, 'other', null],
  ['admin', true, 'other', null],
  ['it', true, 'other', null],
])('%s, of the panel %s, submitted by %s: %s', (role, ofPanel, submittedBy, capacity) => {
  expect(dissentCapacity(facts(role, ofPanel, submittedBy))).toBe(capacity);
});

it('is open until somebody says something to it, and ends with its withdrawal whatever was answered', () => {
  expect(dissentStanding([])).toBe('open');
  expect(dissentStanding([{ action: 'answer' }, { action: 'answer' }])).toBe('answered');
  expect(dissentStanding([{ action: 'withdraw' }])).toBe('withdrawn');
  expect(dissentStanding([{ action: 'answer' }, { action: 'withdraw' }])).toBe('withdrawn');
});

it('is answered by a manager who is not its author, withdrawn by its author, and nobody speaks to one that is withdrawn', () => {
  const replies = (role: Role, by: string, standing: 'open' | 'answered' | 'withdrawn') => allowedReplies({ by, standing }, facts(role, false, null));
  expect(ROLES.filter((role) => replies(role, 'other', 'open').includes('answer'))).toEqual(['manager']);
  expect(replies('manager', 'me', 'open')).toEqual(['withdraw']);
  expect(replies('expert', 'me', 'answered')).toEqual(['withdraw']);
  expect(replies('manager', 'other', 'answered')).toEqual(['answer']);
  expect(replies('manager', 'other', 'withdrawn')).toEqual([]);
  expect(replies('auditor', 'me', 'open')).toEqual([]);
});
