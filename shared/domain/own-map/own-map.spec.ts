import { describe, expect, it } from 'vitest';
import { matchMap, ownMapFileSchema, ownMapSchema, pointsOf, type NamedPlace } from './index.ts';

const square = (east: number, north: number) => ({ type: 'Polygon' as const, coordinates: [[[east, north], [east + 1, north], [east + 1, north + 1], [east, north]]] });
const file = (...features: object[]) => ({ type: 'FeatureCollection', features });
const feature = (properties: object | null, geometry: object = square(120, 30)) => ({ type: 'Feature', properties, geometry });
const PLACES: Readonly<Record<string, NamedPlace>> = {
  '330602001': { code: '330602001', level: 'town' }, '330602001000': { code: '330602001', level: 'town' }, 'Fushan': { code: '330602001', level: 'town' },
  'Yuecheng': { code: '330602', level: 'county' }, '330600': { code: '330600', level: 'city' },
};
const resolve = (text: string): NamedPlace | null => PLACES[text] ?? null;

describe('the file of a map', () => {
  it('is areas in degrees; heights and members that no map needs are left out', () => {
    const parsed = ownMapFileSchema.parse({ ...file(feature({ name: 'x' }, { type: 'MultiPolygon', coordinates: [[[[120, 30, 5], [121, 30, 5], [121, 31, 5], [120, 30, 5]]]] })), crs: {}, bbox: [] });
    expect(parsed).toEqual({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: { name: 'x' }, geometry: { type: 'MultiPolygon', coordinates: [[[[120, 30], [121, 30], [121, 31], [120, 30]]]] } }] });
    expect(pointsOf(parsed.features)).toBe(4);
    expect(ownMapFileSchema.parse(file(feature(null))).features[0]?.properties).toEqual({});
  });

  it.each<[string, unknown]>([
    ['no file of areas', { type: 'Feature' }],
    ['no area at all', file()],
    ['a point', file(feature({}, { type: 'Point', coordinates: [120, 30] }))],
    ['metres instead of degrees', file(feature({}, square(40_500_000, 3_300_000)))],
    ['a ring that is open', file(feature({}, { type: 'Polygon', coordinates: [[[1, 1], [2, 1], [2, 2], [1, 2]]] }))],
    ['a ring of three points', file(feature({}, { type: 'Polygon', coordinates: [[[1, 1], [2, 1], [1, 1]]] }))],
    ['a coordinate that is a word', file(feature({}, { type: 'Polygon', coordinates: [[['a', 1], [2, 1], [2, 2], ['a', 1]]] }))],
  ])('is refused where it is %s', (_, content) => {
    expect(ownMapFileSchema.safeParse(content).success).toBe(false);
  });
});

describe('the places of a map', () => {
  const match = (...features: object[]) => matchMap(ownMapFileSchema.parse(file(...features)), resolve, ['330602001', '330602002', '330602']);

  it('are found by code before name, and several areas may be one place', () => {
    const { map, unmatched, missing } = match(feature({ label: 'Yuecheng', code: '330602001000' }), feature({ id: 330602001 }), feature({ n: 7, town: ' Fushan ' }), feature({ name: 'Yuecheng' }));
    expect(map.areas.map(({ code, level }) => [code, level])).toEqual([['330602001', 'town'], ['330602001', 'town'], ['330602001', 'town'], ['330602', 'county']]);
    expect(ownMapSchema.parse(map)).toEqual(map);
    expect(unmatched).toEqual([]);
    expect(missing).toEqual(['330602002']);
  });

  it('that are none are named, the city itself among them', () => {
    expect(match(feature({ n: 7, name: 'Elsewhere' }), feature({ code: '330600' }), feature({}), feature({ name: 'y'.repeat(200) })).unmatched).toEqual(['Elsewhere', '330600', '', '']);
  });
});
