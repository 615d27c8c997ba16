import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/index.ts';
import { loadCatalogue, loadRegions } from './index.ts';

const RESOURCES = new URL('../../../resources', import.meta.url).pathname;
const GATHERING = 'catalogue/S4/4.5-gathering.json';
let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'fengqiao-resources-'));
  for (const part of ['catalogue', 'regions']) cpSync(join(RESOURCES, part), join(dir, part), { recursive: true });
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(join(dir, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(dir, file), text.replace(from, to));
}

/** Details of the AppError that the call ends with. */
function fault(call: () => unknown): AppError['details'] {
  try {
    call();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.code).toBe('RESOURCE_INVALID');
    expect(error.message).toContain(String(error.details['file']));
    return error.details;
  }
  throw new Error('nothing was refused');
}

describe('a wrong descriptor stops the start with file, path and reason', () => {
  it('when a word is unknown', () => {
    edit(GATHERING, '"type": "datetime"', '"type": "timestamp"');
    const details = fault(() => loadCatalogue(dir));
    expect(details).toMatchObject({ file: GATHERING, path: 'fields[1].type' });
    expect(details['reason']).toMatch(/^Invalid option/);
  });
  it('when a rule of the category is broken, naming every fault', () => {
    edit(GATHERING, '"key": ["event_no"]', '"key": ["event"]');
    edit(GATHERING, '"time": "occurred_at"', '"time": "place"');
    const details = fault(() => loadCatalogue(dir));
    expect(details).toMatchObject({ file: GATHERING, path: 'key[0]', reason: 'no field "event"' });
    expect(details['reasons']).toEqual(['key[0]: no field "event"', 'roles.time: field "place" of type text cannot be the time']);
  });
  it('when it is no JSON', () => {
    writeFileSync(join(dir, GATHERING), '{ "id": "4.5", ');
    expect(fault(() => loadCatalogue(dir))).toMatchObject({ file: GATHERING, path: '' });
  });
  it('when its file name tells another id', () => {
    renameSync(join(dir, GATHERING), join(dir, 'catalogue/S4/4.9-gathering.json'));
    expect(fault(() => loadCatalogue(dir))).toEqual({ file: 'catalogue/S4/4.9-gathering.json', path: 'id', reason: 'id and slug ask for the file name 4.5-gathering.json' });
  });
  it('when it lies in another system\'s folder', () => {
    renameSync(join(dir, GATHERING), join(dir, 'catalogue/S5/4.5-gathering.json'));
    expect(fault(() => loadCatalogue(dir))).toMatchObject({ file: 'catalogue/S5/4.5-gathering.json', path: 'system' });
  });
  it('when two categories have one slug', () => {
    edit('catalogue/S4/4.7-traffic-accident.json', '"slug": "traffic_accident"', '"slug": "gathering"');
    renameSync(join(dir, 'catalogue/S4/4.7-traffic-accident.json'), join(dir, 'catalogue/S4/4.7-gathering.json'));
    expect(fault(() => loadCatalogue(dir))).toEqual({ file: 'catalogue/S4/4.7-gathering.json', path: 'slug', reason: `slug "gathering" is also in ${GATHERING}` });
  });
  it('when a system is not listed', () => {
    edit('catalogue/systems.json', '"id": "S7"', '"id": "S8"');
    expect(fault(() => loadCatalogue(dir))).toMatchObject({ file: 'catalogue/S7', reason: 'no system S7 in systems.json' });
  });
  it('when a system is listed twice', () => {
    edit('catalogue/systems.json', '"id": "S7"', '"id": "S1"');
    expect(fault(() => loadCatalogue(dir))).toMatchObject({ file: 'catalogue/systems.json', path: 'systems[6].id' });
  });
  it('when the folder is not there', () => {
    rmSync(join(dir, 'catalogue'), { recursive: true });
    expect(fault(() => loadCatalogue(dir))).toMatchObject({ file: 'catalogue/systems.json' });
  });
});

it('a category more is a file more', () => {
  const extra = readFileSync(join(dir, GATHERING), 'utf8').replace('"id": "4.5"', '"id": "4.10"').replace('"slug": "gathering"', '"slug": "parade"');
  writeFileSync(join(dir, 'catalogue/S4/4.10-parade.json'), `\uFEFF${extra}`);
  const ids = loadCatalogue(dir).categories.map(({ id }) => id);
  expect(ids).toHaveLength(49);
  expect(ids.slice(ids.indexOf('4.7'), ids.indexOf('5.1'))).toEqual(['4.7', '4.10']);
});

describe('a wrong regions file', () => {
  it('is refused with file, path and reason', () => {
    edit('regions/shaoxing.json', '"code": "330602001"', '"code": "330603001"');
    expect(fault(() => loadRegions(dir))).toMatchObject({ file: 'regions/shaoxing.json', path: 'counties[0].towns[0].code', reason: 'code 330603001 does not lie under 330602' });
  });
  it('is refused when there is a second one', () => {
    cpSync(join(dir, 'regions/shaoxing.json'), join(dir, 'regions/other.json'));
    expect(fault(() => loadRegions(dir))).toMatchObject({ file: 'regions' });
  });
});

describe('the list of neighbours', () => {
  const LIST = 'regions/neighbours/shaoxing.json';

  it('that ships says what it is, knows every division and reads both ways', () => {
    const { neighbours, counties } = loadRegions(RESOURCES);
    if (neighbours === null) throw new Error('no list');
    expect(neighbours.approximate).toBe(true);
    const codes = counties.flatMap((county) => [county.code, ...county.towns.map(({ code }) => code)]);
    expect(codes.filter((code) => neighbours.of(code).length === 0)).toEqual([]);
    for (const code of codes) for (const other of neighbours.of(code)) expect(neighbours.of(other), `${other} of ${code}`).toContain(code);
    // The tile map: towns of a county by code, five across, so the second touches the first, the third and the seventh.
    const towns = [...(counties[0]?.towns ?? [])].map(({ code }) => code).sort();
    expect(neighbours.of(towns[1] ?? '')).toEqual([towns[0], towns[2], towns[6]]);
  });

  it.each([
    ['["330602001", "330602002"]', '["330602001", "330602001"]', '330602001 is no neighbour of itself'],
    ['["330602001", "330602002"]', '["330602001", "330603"]', '330602001 and 330603 are not of one level'],
    ['["330602001", "330602002"]', '["330602002", "330602001"], ["330602001", "330602002"]', 'the pair 330602001, 330602002 appears twice'],
    ['["330602001", "330602002"]', '["330602001", "330602999"]', 'no division 330602999'],
  ])('is refused with %s made %s', (from, to, reason) => {
    edit(LIST, from, to);
    expect(fault(() => loadRegions(dir))).toMatchObject({ file: LIST, reason });
  });

  it('may be left out, but is not two', () => {
    cpSync(join(dir, LIST), join(dir, 'regions/neighbours/other.json'));
    expect(fault(() => loadRegions(dir))).toMatchObject({ file: 'regions/neighbours' });
    rmSync(join(dir, 'regions/neighbours'), { recursive: true });
    expect(loadRegions(dir).neighbours).toBeNull();
  });
});
