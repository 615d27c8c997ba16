import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exact, exactInteger } from '#shared/domain/decimal/index.ts';
import { rankPlaces } from './ranking.ts';

const totals = (entries: Readonly<Record<string, string>>) => new Map(Object.entries(entries).map(([place, total]) => [place, exact(total)]));
const NOBODY = new Map<string, number>();

describe('the rank of a place', () => {
  it('counts from the most, lets equal figures share the better position, and knows the towns without a row', () => {
    const input = { everywhere: ['a', 'b', 'c', 'd', 'e'], totals: totals({ a: '7', b: '3', c: '3', d: '1' }), residents: NOBODY };
    expect(rankPlaces({ ...input, places: ['a'] })).toEqual({ rank: 1, of: 5, per: 'count', place: 'a', value: '7', median: '3' });
    expect(rankPlaces({ ...input, places: ['b'] })).toMatchObject({ rank: 2 });
    expect(rankPlaces({ ...input, places: ['c'] })).toMatchObject({ rank: 2 });
    expect(rankPlaces({ ...input, places: ['d'] })).toMatchObject({ rank: 4 });
  });

  it('tells the highest-ranked of several places', () => {
    expect(rankPlaces({ everywhere: ['a', 'b', 'c'], places: ['c', 'b'], totals: totals({ a: '9', b: '5', c: '2' }), residents: NOBODY })).toMatchObject({ place: 'b', rank: 2 });
  });

  it('compares per 10,000 residents with all digits, and shows two', () => {
    const residents = new Map([['a', 30_000], ['b', 29_999], ['c', 10_000]]);
    const input = { everywhere: ['a', 'b', 'c', 'unknown'], totals: totals({ a: '1', b: '1', c: '0', unknown: '99' }), residents };
    expect(rankPlaces({ ...input, places: ['b'] })).toEqual({ rank: 1, of: 3, per: 'residents', place: 'b', value: '0.33', median: '0.33' });
    expect(rankPlaces({ ...input, places: ['a'] })).toMatchObject({ rank: 2, value: '0.33' });
    expect(rankPlaces({ ...input, places: ['unknown'] })).toMatchObject({ rank: 1, of: 4, per: 'count', value: '99' });
  });

  it('says nothing of a 0, or where there is no place', () => {
    expect(rankPlaces({ everywhere: ['a', 'b'], places: ['a'], totals: totals({ b: '1' }), residents: NOBODY })).toBeNull();
    expect(rankPlaces({ everywhere: ['a', 'b'], places: ['a'], totals: totals({ a: '0' }), residents: NOBODY })).toBeNull();
    expect(rankPlaces({ everywhere: ['a', 'b'], places: [], totals: totals({ a: '1' }), residents: NOBODY })).toBeNull();
  });

  it('agrees with sorting, whatever the figures', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 30 }), fc.nat(29), (counts, pick) => {
        const everywhere = counts.map((_, position) => `t${String(position)}`);
        const place = `t${String(pick % counts.length)}`;
        const rank = rankPlaces({ everywhere, places: [place], totals: new Map(everywhere.map((town, position) => [town, exactInteger(counts[position]!)])), residents: NOBODY });
        if (counts[pick % counts.length] === 0) expect(rank).toBeNull();
        else expect(rank?.rank).toBe([...counts].sort((a, b) => b - a).indexOf(counts[pick % counts.length]!) + 1);
      }),
    );
  });
});
