import { createHash } from 'node:crypto';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { verifyChain } from '#data/audit/index.ts';
import { openWorkstation, type Workstation } from '../../assessment/fixtures/workstation.ts';
import { stabilityHandlers } from '../handlers.ts';

let workstation: Workstation;
beforeEach(() => { workstation = openWorkstation(); });
afterEach(() => workstation.close());

const square = (east: number) => ({ type: 'Polygon', coordinates: [[[east, 30], [east + 0.1, 30], [east + 0.1, 30.1], [east, 30]]] });
const area = (properties: object, east = 120) => ({ type: 'Feature', properties, geometry: square(east) });
const asIt = () => workstation.as('it');
const path = (name: string): string => join(workstation.dir, name);
const write = (content: unknown, name = 'towns.geojson'): string => {
  writeFileSync(path(name), typeof content === 'string' ? content : JSON.stringify(content));
  return path(name);
};
const load = (from: string) => {
  const context = asIt();
  return stabilityHandlers['stability.loadOwnMap']({ file: context.grants.grant(from, 'read').token }, context);
};
const view = () => stabilityHandlers['stability.ownMap']({}, workstation.as('evaluator'));

it('a map is loaded with what it covers and what it does not, replaced, and taken away again', async () => {
  expect(await view()).toBeNull();
  const { regions } = asIt();
  const [county] = regions.counties;
  const [first, second] = county!.towns;
  const from = write({ type: 'FeatureCollection', features: [area({ XZQDM: first!.code }), area({ name: `${county!.name}${second!.name}` }, 121), area({ code: Number(county!.code) }), area({ name: '别处' })] });
  const loaded = (await load(from))!;
  expect(loaded).toMatchObject({ fileName: 'towns.geojson', sha256: createHash('sha256').update(readFileSync(from)).digest('hex'), towns: 2, counties: 1, unmatched: ['别处'] });
  expect(loaded.areas.map(({ code }) => code)).toEqual([first!.code, second!.code, county!.code]);
  const all = regions.counties.reduce((sum, { towns }) => sum + towns.length + 1, 0);
  expect(loaded.missing).toHaveLength(all - 3);
  expect(await view()).toEqual(loaded);
  expect((await load(write({ type: 'FeatureCollection', features: [area({ name: county!.name })] }, 'counties.json')))).toMatchObject({ fileName: 'counties.json', towns: 0, counties: 1 });
  await stabilityHandlers['stability.removeOwnMap']({}, asIt());
  expect(await view()).toBeNull();
  await expect(stabilityHandlers['stability.removeOwnMap']({}, asIt())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const { store } = asIt();
  expect(store.raw.prepare("SELECT action FROM audit WHERE action LIKE 'map.%' ORDER BY seq").pluck().all()).toEqual(['map.loaded', 'map.loaded', 'map.removed']);
  expect(await verifyChain(store.db)).toMatchObject({ ok: true });
});

it('what is no such map is refused with the reason, and the map that was there stays', async () => {
  const [county] = asIt().regions.counties;
  await load(write({ type: 'FeatureCollection', features: [area({ name: county!.name })] }));
  const before = await view();
  const refused = async (content: unknown, reason: string) => expect(load(write(content, 'bad.json'))).rejects.toMatchObject({ code: 'FILE_NOT_MAP', details: { reason } });
  await refused('{', 'json');
  await refused({ type: 'FeatureCollection', features: [] }, 'form');
  await refused({ type: 'FeatureCollection', features: [{ ...area({}), geometry: { type: 'Point', coordinates: [1, 2] } }] }, 'form');
  await refused({ type: 'FeatureCollection', features: [area({ name: '别处' })] }, 'places');
  const huge = write('', 'huge.json');
  truncateSync(huge, 21 * 1024 * 1024);
  await expect(load(huge)).rejects.toMatchObject({ code: 'FILE_NOT_MAP', details: { reason: 'size' } });
  await expect(load(path('none.json'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  expect(await view()).toEqual(before);
});
