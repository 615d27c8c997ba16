import { expect, it } from 'vitest';
import { togglePlace } from './places.ts';

it('a whole county takes the place of its towns, and of no other', () =>
  expect(togglePlace(['330602001', '330602002', '330603001'], '330602', true)).toEqual(['330602', '330603001']));
it('taking a county out leaves other places', () => expect(togglePlace(['330602', '330603001'], '330602', false)).toEqual(['330603001']));
it('a place stands once', () => expect(togglePlace(['330602001'], '330602001', true)).toEqual(['330602001']));
