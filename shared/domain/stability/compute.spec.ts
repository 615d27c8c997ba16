import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import { ACCIDENTS, CASES, changed, DEATHS, MONTH, PETITIONS, quietWorld, REPEATED, RESIDENTS, smallDefinition, smallInputs, TOWNS, type Figure } from './fixtures/small.ts';
import { colourOf } from './after.ts';
import { fixed } from './fixed.ts';
import { computeAtOnce, computeIndex, type IndexQuery, type IndexResult, type PlaceResult } from './index.ts';

type World = readonly (readonly [IndexQuery, Figure])[];
const definition = smallDefinition();
const compute = (world: World, of = definition, month = MONTH): IndexResult => computeAtOnce(of, smallInputs(of, world, month));
const places = (result: IndexResult, level = 'town'): readonly PlaceResult[] => result.levels.find((one) => one.level === level)!.places;
const one = (result: IndexResult, place: string, level?: string): PlaceResult => places(result, level).find((candidate) => candidate.place === place)!;
const indicator = (place: PlaceResult, id: string): PlaceResult['indicators'][number] => place.indicators.find((candidate) => candidate.id === id)!;
const [FIRST, SECOND] = TOWNS as [string, string];
const only = (town: string, add: number, months: readonly string[] = [MONTH]) => (figure: Figure): Figure => (of, month, position) => figure(of, month, position) + (of === town && months.includes(month) ? add : 0);
/** A world of random figures. */
const worlds = fc.array(fc.array(fc.nat({ max: 30 }), { minLength: TOWNS.length, maxLength: TOWNS.length }), { minLength: 5, maxLength: 5 }).map((of): World => {
  const figure = (row: number, extra: number): Figure => (town, _month, position) => (of[row]?.[TOWNS.indexOf(town)] ?? 0) + ((position + extra) % 4);
  return [[RESIDENTS, () => 20_000], [PETITIONS, figure(0, 1)], [REPEATED, figure(1, 2)], [CASES, figure(2, 3)], [DEATHS, () => 0], [ACCIDENTS, () => 0]];
});

describe('one figure, by hand', () => {
  it('a rate is per 10,000 residents and year, a share in per cent', () => {
    const first = one(compute(quietWorld()), FIRST);
    // 12 months of 10 + position % 3, whatever the first position: 12 x 10 + 4 x (0 + 1 + 2) = 132; 132 / 20,000 x 10,000 = 66.
    expect(indicator(first, 'petitions')).toMatchObject({ numerator: '132', denominator: '20000', raw: '66', shrunk: '66', months: 12, missing: 'none' });
    expect(indicator(first, 'repeated')).toMatchObject({ numerator: '24', denominator: '132', raw: '18.1818181818' });
  });

  it('the index is the geometric mean of the dimensions, less deductions, capped by a veto', () => {
    const result = compute(changed(changed(quietWorld(), DEATHS, only(FIRST, 1)), ACCIDENTS, only(FIRST, 3)));
    const first = one(result, FIRST);
    const [voices, crime] = first.dimensions.map(({ score }) => Number(score));
    expect(Number(first.base)).toBeCloseTo(voices! ** 0.6 * crime! ** 0.4, 8);
    expect(first.deductions).toEqual([{ id: 'deaths', count: '1', points: '2' }]);
    expect(first.vetoes).toEqual([{ id: 'accidents', count: '3', met: true }]);
    expect(Number(first.score)).toBeCloseTo(Math.min(69, Number(first.base) - 2), 8);
    expect(first.colour).toBe('red');
  });

  it('deductions stop at their maximum and at 0', () => {
    const first = one(compute(changed(quietWorld(), DEATHS, only(FIRST, 40))), FIRST);
    expect(first.deductions[0]).toEqual({ id: 'deaths', count: '40', points: '5' });
    expect(Number(first.score)).toBeGreaterThanOrEqual(0);
  });

  it('a county is its towns together; a deduction is shared among them', () => {
    const county = one(compute(changed(quietWorld(), DEATHS, only(FIRST, 1))), '330602', 'county');
    expect(indicator(county, 'petitions')).toMatchObject({ numerator: String(132 + 156 + 180), denominator: '60000', raw: '78' });
    expect(county.deductions[0]!.points).toBe('0.6666666667');
  });
});

describe('every world', () => {
  it('has scores from 0 to 100, ranks that follow the unrounded scores, and losses that explain them', () => {
    fc.assert(fc.property(worlds, (world) => {
      for (const level of ['town', 'county']) {
        const all = places(compute(world), level);
        for (const place of all) {
          expect(Number(place.score)).toBeGreaterThanOrEqual(1);
          expect(Number(place.score)).toBeLessThanOrEqual(100);
          expect(place.rank).toBe(1 + all.filter((other) => Number(other.score) > Number(place.score)).length);
          expect(place.rankLow!).toBeLessThanOrEqual(place.rankHigh!);
          const lost = [...place.indicators.map((of) => Number(of.lost)), Number(place.deducted), Number(place.capped)].reduce((a, b) => a + b, 0);
          expect(100 - lost).toBeCloseTo(Number(place.score), 7);
        }
      }
    }), { numRuns: 25 });
  });

  it('gives the same bytes again, whatever order the cells stand in', () => {
    fc.assert(fc.property(worlds, (world) => {
      const inputs = smallInputs(definition, world);
      const turned = { ...inputs, queries: [...inputs.queries].reverse().map((query) => ({ ...query, cells: Object.fromEntries(Object.entries(query.cells).reverse()) })) };
      expect(canonicalJson(computeAtOnce(definition, turned))).toBe(canonicalJson(computeAtOnce(definition, inputs)));
    }), { numRuns: 10 });
  });

  it('does not reward more harm: with the goalposts held, more cases never raise a town or lower another', () => {
    const fixedPosts = smallDefinition((text) => {
      for (const dimension of text['dimensions'] as { groups: { indicators: Record<string, unknown>[] }[] }[]) {
        for (const group of dimension.groups) for (const of of group.indicators) of['goalposts'] = { kind: 'fixed', low: '0', high: '500' };
      }
    });
    fc.assert(fc.property(worlds, fc.constantFrom(...TOWNS), fc.integer({ min: 1, max: 50 }), (world, town, more) => {
      const [before, after] = [compute(world, fixedPosts), compute(changed(world, CASES, only(town, more)), fixedPosts)];
      expect(Number(one(after, town).score)).toBeLessThanOrEqual(Number(one(before, town).score));
      expect(one(after, town).rank!).toBeGreaterThanOrEqual(one(before, town).rank!);
      for (const other of TOWNS.filter((code) => code !== town)) expect(one(after, other).score).toBe(one(before, other).score);
    }), { numRuns: 20 });
  });
});

describe('the panel', () => {
  it('comes from the years before, so that what happens now moves no goalpost and no other town', () => {
    const world = quietWorld();
    const worse = compute(changed(world, CASES, only(FIRST, 400)));
    expect(worse.goalposts).toEqual(compute(world).goalposts);
    expect(worse.panel).toEqual({ from: '2024-01', to: '2025-12' });
    expect(one(worse, SECOND).score).toBe(one(compute(world), SECOND).score);
  });

  it('puts all months of a trend on one scale, so that the next month says the same of this one', () => {
    const before = compute(quietWorld());
    const inputs = smallInputs(definition, quietWorld(), '2026-04');
    const shifted = { ...inputs, queries: inputs.queries.map((query) => ({ ...query, cells: { ...smallInputs(definition, quietWorld()).queries.find((of) => of.query === query.query)!.cells, '2026-04': query.cells['2026-04']! } })) };
    const later = computeAtOnce(definition, shifted);
    for (const town of TOWNS) {
      const then = one(later, town).trend.at(-2)!;
      expect(then).toEqual(one(before, town).trend.at(-1));
      expect(then.score).toBe(one(before, town).score);
    }
    expect(one(later, FIRST).change).toBe(String(Number((Number(one(later, FIRST).score) - Number(one(before, FIRST).score)).toFixed(10))));
  });

  it('takes the months up to now where the years before hold too little, and says so', () => {
    const since = (figure: Figure): Figure => (town, month, position) => (month < '2025-06' ? 0 : figure(town, month, position));
    const result = compute(changed(quietWorld(), CASES, since));
    expect(result.goalposts.map(({ extended }) => extended)).toEqual([false, false, true]);
    expect(one(result, FIRST).score).not.toBeNull();
  });
});

describe('small places and rare events', () => {
  const shrinking = smallDefinition((text) => {
    for (const dimension of text['dimensions'] as { groups: { indicators: Record<string, unknown>[] }[] }[]) {
      for (const group of dimension.groups) for (const of of group.indicators) Object.assign(of, { shrink: of['id'] === 'crimes', silence: 'zero' });
    }
  });
  /** Now and then a case in the years before, and what is given in the months scored; a town of 400 residents among large ones. */
  const rare = (every: number, now: (town: string) => number): World => [
    [RESIDENTS, (town) => (town === FIRST ? 400 : 40_000)],
    ...quietWorld().filter(([query]) => query !== CASES && query !== RESIDENTS),
    [CASES, (town, month, position) => (month > '2025-12' ? now(town) : town !== FIRST && (position * 7 + TOWNS.indexOf(town) * 11) % every === 0 ? 1 + TOWNS.indexOf(town) : 0)],
  ];
  const score = (result: IndexResult, town: string): number => Number(indicator(one(result, town), 'crimes').normalised);

  it('a town without a case is not at the bad end of the scale, whatever happens elsewhere, nor below its like with cases', () => {
    fc.assert(fc.property(fc.integer({ min: 5, max: 40 }), fc.array(fc.nat({ max: 60 }), { minLength: TOWNS.length, maxLength: TOWNS.length }), (every, counts) => {
      const now = (town: string): number => (town === FIRST || town === SECOND ? 0 : (counts[TOWNS.indexOf(town)] ?? 0));
      const result = compute(rare(every, now), shrinking);
      fc.pre(indicator(one(result, FIRST), 'crimes').normalised !== null);
      for (const quiet of [FIRST, SECOND]) expect(score(result, quiet)).toBeGreaterThan(1);
      for (const town of TOWNS.slice(2)) if (now(town) > 5) expect(score(result, SECOND)).toBeGreaterThanOrEqual(score(result, town));
    }), { numRuns: 60 });
  });

  it('the cases of one town move the figure of no other', () => {
    const world = (cases: number): World => rare(9, (town) => (town === TOWNS.at(-1) ? cases : town === TOWNS.at(-2) ? 1 : 0));
    const [calm, burst] = [compute(world(0), shrinking), compute(world(80), shrinking)];
    for (const town of TOWNS.slice(0, -1)) expect(indicator(one(burst, town), 'crimes')).toMatchObject({ shrunk: indicator(one(calm, town), 'crimes').shrunk, normalised: indicator(one(calm, town), 'crimes').normalised });
    expect(score(burst, TOWNS.at(-1)!)).toBeLessThan(score(calm, TOWNS.at(-1)!));
  });
});

describe('what is missing', () => {
  const silentCounty = (figure: Figure): Figure => (town, month, position) => (town.startsWith('330602') && month > '2025-05' ? 0 : figure(town, month, position));

  it('a county that stopped reporting is said to be silent, and its towns are not better for it', () => {
    const world = quietWorld();
    const result = compute(changed(world, CASES, silentCounty));
    const first = one(result, FIRST);
    expect(indicator(first, 'crimes')).toMatchObject({ missing: 'silent', raw: null, numerator: null });
    expect(first.missing).toBe('0.4');
    expect(indicator(one(result, '330603001'), 'crimes').missing).toBe('none');
    const reported = places(result).filter((place) => indicator(place, 'crimes').missing === 'none').map((place) => Number(indicator(place, 'crimes').normalised));
    expect(Number(indicator(first, 'crimes').normalised)).toBeLessThanOrEqual(Math.max(...reported));
  });

  it('a month that nobody reported is no quiet month: the rate is taken over the others', () => {
    const hole = (figure: Figure): Figure => (town, month, position) => (['2025-10', '2025-11', '2025-12'].includes(month) ? 0 : figure(town, month, position));
    const crimes = indicator(one(compute(changed(quietWorld(), CASES, hole)), FIRST), 'crimes');
    expect(crimes.months).toBe(9);
    expect(Number(crimes.raw)).toBeCloseTo((Number(crimes.numerator) * 12 * 10_000) / (20_000 * 9), 8);
  });

  it('a category without data drops out for all, and a place that misses too much has no score and no rank', () => {
    const nothing = (): Figure => () => 0;
    const result = compute(changed(quietWorld(), CASES, nothing));
    expect(result.levels[0]!.silent).toEqual(['crimes']);
    expect(one(result, FIRST)).toMatchObject({ missing: '0.4', dimensions: [{ id: 'voices' }, { id: 'crime', score: null, missing: '1' }] });
    const empty = compute(changed(changed(quietWorld(), CASES, nothing), RESIDENTS, nothing));
    for (const place of places(empty)) expect(place).toMatchObject({ score: null, rank: null, colour: null, tier: null });
  });

  it('rows that name no town are counted nowhere, and that is said', () => {
    const inputs = smallInputs(definition, quietWorld());
    const loose = inputs.queries.map((query) => (query.query === PETITIONS ? { ...query, cells: { ...query.cells, [MONTH]: { ...query.cells[MONTH], '330602': 4, '': 5 } } } : query));
    const result = computeAtOnce(definition, { ...inputs, queries: loose });
    expect(result.levels[0]!.unplaced).toEqual([{ indicator: 'petitions', amount: '9' }]);
    expect(result.levels[1]!.unplaced).toEqual([{ indicator: 'petitions', amount: '5' }]);
    expect(indicator(one(result, '330602', 'county'), 'petitions').numerator).toBe(String(132 + 156 + 180 + 4));
  });
});

describe('ranks', () => {
  it('are taken before rounding: towns that look alike to ten places keep their order', () => {
    const huge = 10n ** 15n;
    const world: World = [[RESIDENTS, () => 20_000], [PETITIONS, (town) => Number(huge) / 100 + (town === SECOND ? 1 : 0)], [REPEATED, () => 3], [CASES, () => 5], [DEATHS, () => 0], [ACCIDENTS, () => 0]];
    const wide = smallDefinition((text) => {
      for (const dimension of text['dimensions'] as { groups: { indicators: Record<string, unknown>[] }[] }[]) {
        for (const group of dimension.groups) for (const of of group.indicators) of['goalposts'] = { kind: 'fixed', low: '0', high: '1000000000000000' };
      }
    });
    const result = compute(world, wide);
    expect(one(result, SECOND).score).toBe(one(result, FIRST).score);
    expect([one(result, FIRST).rank, one(result, SECOND).rank]).toEqual([1, 5]);
  });

  it('equal towns share a rank and a tier', () => {
    const alike = (first: number): ((figure: Figure) => Figure) => () => (_town, _month, position) => first + position;
    const world = changed(changed(changed(quietWorld(), PETITIONS, alike(90)), CASES, alike(5)), REPEATED, alike(1));
    for (const place of places(compute(world))) expect(place).toMatchObject({ rank: 1, tier: 1, rankLow: 1, rankHigh: 1 });
  });

  it('a fall of five points makes the colour one worse, and nothing is worse than red', () => {
    const colour = (score: string, change: string | null): unknown => colourOf(definition, fixed(score), change === null ? null : fixed(change));
    expect(colour('90', null)).toEqual({ colour: 'green', raised: false });
    expect(colour('89.9999999999999', '-4.9999999999')).toEqual({ colour: 'blue', raised: false });
    expect(colour('95', '-5')).toEqual({ colour: 'blue', raised: true });
    expect(colour('70', '-12')).toEqual({ colour: 'red', raised: true });
    expect(colour('69.99', '-12')).toEqual({ colour: 'red', raised: false });
  });
});

describe('the run itself', () => {
  it('can be stopped between steps and counts them', () => {
    const steps = computeIndex(definition, smallInputs(definition, quietWorld()));
    let last = { done: 0, total: 0 };
    for (let step = steps.next(); step.done !== true; step = steps.next()) {
      expect(step.value.done).toBe(last.done + 1);
      last = step.value;
    }
    expect(last.done).toBe(last.total);
  });
});
