import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exact, exactInteger } from '#shared/domain/decimal/index.ts';
import { rankPlaces } from './ranking.ts';

const totals = (entries: Readonly<Record<string, string>>) => new Map(Object.entries(entries).map(([place, total]) => [place, exact(total)]));
const NOBODY = new Map<string, number>();

describe('the rank of a place', () => {
  it('counts from the most, lets equal figures share the better position, and knows the towns without a row', () => {
    const input = { everywhere: ['a', 'b', 'c', 'd', 'e'], totals: totals({ a: '7', b: '3', c: '3', d: '1' }), residents: NOBODY, cases: true };
    expect(rankPlaces({ ...input, places: ['a'] })).toEqual({ rank: 1, of: 5, per: 'count', place: 'a', value: '7', median: '3', adjusted: null, alike: false });
    expect(rankPlaces({ ...input, places: ['b'] })).toMatchObject({ rank: 2 });
    expect(rankPlaces({ ...input, places: ['c'] })).toMatchObject({ rank: 2 });
    expect(rankPlaces({ ...input, places: ['d'] })).toMatchObject({ rank: 4 });
  });

  it('tells the highest-ranked of several places', () => {
    expect(rankPlaces({ everywhere: ['a', 'b', 'c'], places: ['c', 'b'], totals: totals({ a: '9', b: '5', c: '2' }), residents: NOBODY, cases: true })).toMatchObject({ place: 'b', rank: 2 });
  });

  it('compares per 10,000 residents with all digits, and shows two', () => {
    const residents = new Map([['a', 30_000], ['b', 29_999], ['c', 10_000]]);
    const input = { everywhere: ['a', 'b', 'c', 'unknown'], totals: totals({ a: '1', b: '1', c: '0', unknown: '99' }), residents, cases: false };
    expect(rankPlaces({ ...input, places: ['b'] })).toEqual({ rank: 1, of: 3, per: 'residents', place: 'b', value: '0.33', median: '0.33', adjusted: null, alike: false });
    expect(rankPlaces({ ...input, places: ['a'] })).toMatchObject({ rank: 2, value: '0.33' });
    expect(rankPlaces({ ...input, places: ['unknown'] })).toMatchObject({ rank: 1, of: 4, per: 'count', value: '99' });
  });

  it('pulls the rates of small places towards the mean before it compares, and says so', () => {
    // Twelve towns of 50,000 that truly differ, and a hamlet of 500 with two cases: 40 per 10,000, a hundred times the mean, on two cases.
    const everywhere = [...Array.from({ length: 12 }, (_, place) => `t${String(place)}`), 'hamlet'];
    const input = {
      everywhere, cases: true,
      totals: new Map<string, ReturnType<typeof exact>>([...everywhere.slice(0, 12).map((town, place) => [town, exactInteger(place * 20)] as const), ['hamlet', exactInteger(2)]]),
      residents: new Map<string, number>([...everywhere.slice(0, 12).map((town) => [town, 50_000] as const), ['hamlet', 500]]),
    };
    const plain = rankPlaces({ ...input, cases: false, places: ['hamlet'] })!;
    const pulled = rankPlaces({ ...input, places: ['hamlet'] })!;
    expect(plain).toMatchObject({ rank: 2, value: '40.00', adjusted: null });
    expect(pulled).toMatchObject({ value: '40.00', alike: false });
    expect(pulled.rank).toBeGreaterThan(2);
    expect(Number(pulled.adjusted)).toBeLessThan(40);
    // A large town keeps its own rate all but.
    const large = rankPlaces({ ...input, places: ['t11'] })!;
    expect(large.rank).toBe(1);
    expect(Math.abs(Number(large.adjusted) - Number(large.value))).toBeLessThan(1);
  });

  it('says that places are alike where chance alone makes what lies between them', () => {
    const everywhere = ['a', 'b', 'c'];
    expect(rankPlaces({ everywhere, places: ['a'], totals: totals({ a: '3', b: '2', c: '1' }), residents: new Map([['a', 10_000], ['b', 10_000], ['c', 10_000]]), cases: true })).toMatchObject({ alike: true, value: '3.00', adjusted: '2.00' });
  });

  it('says nothing of a 0, or where there is no place', () => {
    expect(rankPlaces({ everywhere: ['a', 'b'], places: ['a'], totals: totals({ b: '1' }), residents: NOBODY, cases: true })).toBeNull();
    expect(rankPlaces({ everywhere: ['a', 'b'], places: ['a'], totals: totals({ a: '0' }), residents: NOBODY, cases: true })).toBeNull();
    expect(rankPlaces({ everywhere: ['a', 'b'], places: [], totals: totals({ a: '1' }), residents: NOBODY, cases: true })).toBeNull();
  });

  it('agrees with sorting, whatever the figures', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 30 }), fc.nat(29), (counts, pick) => {
        const everywhere = counts.map((_, position) => `t${String(position)}`);
        const place = `t${String(pick % counts.length)}`;
        const rank = rankPlaces({ everywhere, places: [place], totals: new Map(everywhere.map((town, position) => [town, exactInteger(counts[position]!)])), residents: NOBODY, cases: true });
        if (counts[pick % counts.length] === 0) expect(rank).toBeNull();
        else expect(rank?.rank).toBe([...counts].sort((a, b) => b - a).indexOf(counts[pick % counts.length]!) + 1);
      }),
    );
  });
});
