import { expect, it } from 'vitest';
import { findJumps, type Jump } from './jump.ts';

const jump = (label: string, kind: Jump['kind'] = 'page'): Jump => ({ kind, label, to: `/${label}` });
const JUMPS = [jump('Signals'), jump('2.4 Petition', 'category'), jump('Petitions and backlog', 'board'), jump('Stability')];
const labels = (text: string, limit = 10): readonly string[] => findJumps(JUMPS, text, limit).map(({ label }) => label);

it('finds what holds every word, whatever the case, what begins with the text first', () => {
  expect(labels('petition')).toEqual(['Petitions and backlog', '2.4 Petition']);
  expect(labels('backlog  PETITION')).toEqual(['Petitions and backlog']);
  expect(labels('nothing')).toEqual([]);
});

it('offers the first ones before anything is typed, and never more than asked for', () => {
  expect(labels('  ', 2)).toEqual(['Signals', '2.4 Petition']);
  expect(labels('t', 3)).toHaveLength(3);
});
