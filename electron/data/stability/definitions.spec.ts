import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indicatorsOf, isCategoryQuery, queriesOf, type IndexDefinition } from '#shared/domain/stability/index.ts';
import type { AppError } from '#shared/errors/index.ts';
import { loadCatalogue } from '#data/catalogue/index.ts';
import { loadIndexDefinitions, newestDefinition } from './definitions.ts';

const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url));
const CATALOGUE = loadCatalogue(RESOURCES);
const shipped = loadIndexDefinitions(RESOURCES, CATALOGUE).map((one) => ({ ...one, newest: true }));
const town = newestDefinition(shipped, 'town').value;
const department = newestDefinition(shipped, 'department').value;
const all = [town, department];

describe('the shipped indices', () => {
  it('has the eight dimensions, at least 19 groups and 60 indicators for towns', () => {
    expect(town.dimensions.map(({ name }) => name.zh)).toEqual(['政治稳定', '社会治安', '经济金融', '安全生产', '食品药品', '生态环境', '网络舆论', '突发公共事件']);
    expect(town.dimensions.flatMap(({ groups }) => groups).length).toBeGreaterThanOrEqual(19);
    expect(indicatorsOf(town).length).toBeGreaterThanOrEqual(60);
    expect(town.dimensions.reduce((sum, { weight }) => sum + Number(weight), 0)).toBe(100);
    expect(department.dimensions.reduce((sum, { weight }) => sum + Number(weight), 0)).toBe(100);
  });

  it('asks departments for what the office answers for', () => {
    const ids = indicatorsOf(department).map(({ indicator }) => indicator.id);
    expect(ids).toEqual(expect.arrayContaining(['deptOnTime', 'deptSatisfied', 'deptRepeat', 'deptReturned', 'deptAssessed', 'deptMeasuresOverdue', 'deptVisits', 'deptGatherings', 'deptReconsidered']));
  });

  it('draws on more than half of the categories', () => {
    const asked = new Set(all.flatMap(queriesOf).filter(isCategoryQuery).map(({ category }) => category));
    expect(asked.size).toBeGreaterThan(CATALOGUE.categories.length / 2);
  });

  it('says every word in both languages, and asks no question twice within a dimension', () => {
    for (const definition of all) {
      const asked = indicatorsOf(definition).map(({ indicator, dimension }) => JSON.stringify([dimension.id, indicator.numerator, indicator.denominator]));
      expect(new Set(asked).size).toBe(asked.length);
      for (const { indicator } of indicatorsOf(definition)) {
        expect(indicator.name.zh).toMatch(/\p{Script=Han}/u);
        expect(indicator.name.en).not.toMatch(/\p{Script=Han}/u);
      }
    }
  });

  it('counts only some of what a share is of: every condition of the whole is one of the part', () => {
    for (const { indicator } of all.flatMap(indicatorsOf)) {
      const { numerator, denominator } = indicator;
      if (denominator.kind !== 'share' || !isCategoryQuery(numerator) || !isCategoryQuery(denominator.of)) continue;
      expect(numerator.category, indicator.id).toBe(denominator.of.category);
      expect(numerator.via, indicator.id).toEqual(denominator.of.via);
      for (const condition of denominator.of.where) {
        const narrower = numerator.where.some((own) =>
          JSON.stringify(own) === JSON.stringify(condition) ||
          (own.field === condition.field && (condition.op === 'in' || condition.op === 'notNull')) ||
          ('other' in own && own.other === condition.field) ||
          (own.op === 'within' && (own.since === condition.field || ('daysField' in own.limit && own.limit.daysField === condition.field))),
        );
        expect(narrower, `${indicator.id}: ${JSON.stringify(condition)}`).toBe(true);
      }
    }
  });
});

describe('a definition that does not fit', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'definitions-'));
    cpSync(join(RESOURCES, 'stability'), join(folder, 'stability'), { recursive: true });
  });
  afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

  const file = (): string => join(folder, 'stability', 'town-index@1.json');
  const original = readFileSync(join(RESOURCES, 'stability', 'town-index@1.json'), 'utf8');
  type Plain = { [key: string]: unknown };
  const first = (definition: Plain): Plain => ((((definition['dimensions'] as Plain[])[0]!['groups'] as Plain[])[0]!['indicators'] as Plain[])[0]!);
  const query = (change: (numerator: Plain) => void, shrink = true) => (definition: Plain): void => {
    change(first(definition)['numerator'] as Plain);
    first(definition)['shrink'] = shrink;
  };

  it.each<[string, (definition: Plain) => void, RegExp]>([
    ['a category that is not there', query((numerator) => { numerator['category'] = '9.9'; }), /9\.9: no such category/],
    ['a field that is not there', query((numerator) => { numerator['where'] = [{ field: 'colour', op: 'notNull' }]; }), /2\.4\.colour: no such field/],
    ['a code that is not there', query((numerator) => { numerator['where'] = [{ field: 'form', op: 'eq', value: 'pigeon' }]; }), /2\.4\.form: has no code "pigeon"/],
    ['a yes or no as a code', query((numerator) => { numerator['where'] = [{ field: 'backlog', op: 'eq', value: 'yes' }]; }), /2\.4\.backlog: is yes or no/],
    ['a personal field', query((numerator) => { numerator['where'] = [{ field: 'petitioner', op: 'notNull' }]; }), /2\.4\.petitioner: is personal/],
    ['dates that are none', query((numerator) => { numerator['where'] = [{ field: 'petition_date', op: 'after', other: 'people' }]; }), /2\.4\.people: is no date/],
    ['minutes between days', query((numerator) => { numerator['where'] = [{ field: 'petition_date', op: 'within', since: 'petition_date', limit: { minutes: 5 } }]; }), /2\.4\.petition_date: has no time of day/],
    ['a sum of a text', query((numerator) => { numerator['measure'] = { kind: 'sum', field: 'content' }; }, false), /2\.4\.content: is no number to add up/],
    ['a category that says no place', query((numerator) => { numerator['category'] = '2.2'; }), /2\.2: says no place/],
    ['a detour by a field that the other lacks', query((numerator) => { Object.assign(numerator, { category: '2.2', via: { category: '2.1', field: 'flow_no' } }); }), /2\.1\.flow_no: no such field/],
    ['an id twice', (definition) => { (definition['dimensions'] as Plain[])[1]!['id'] = 'political'; }, /"political" appears twice/],
    ['goalposts upside down', (definition) => { first(definition)['goalposts'] = { kind: 'fixed', low: '5', high: '1' }; }, /low end must lie below/],
    ['a sum that is shrunk', (definition) => { Object.assign(first(definition), { shrink: true, numerator: { category: '2.6', measure: { kind: 'sum', field: 'people' }, where: [] } }); }, /only rates and shares of counts/],
    ['a base it does not say how to read', (definition) => { delete (definition['bases'] as Plain)['residents']; }, /does not say how residents are read/],
    ['colours that leave a gap', (definition) => { (definition['colours'] as Plain[])[3]!['from'] = '5'; }, /must begin at 0/],
    ['a weight that would make a root too deep', (definition) => { (definition['dimensions'] as Plain[])[0]!['weight'] = '17.999'; }, /at most one decimal place/],
    ['a name of another version', (definition) => { definition['version'] = 2; }, /town-index@2/],
  ])('%s is refused with its place', (_what, change, reason) => {
    const definition = JSON.parse(original) as Plain;
    change(definition);
    writeFileSync(file(), JSON.stringify(definition));
    let message = '';
    try {
      loadIndexDefinitions(folder, CATALOGUE);
    } catch (error) {
      const { details, ...known } = error as AppError;
      message = [(error as AppError).message, details['reasons'], details['reason']].flat().join('\n');
      expect(known.code).toBe('RESOURCE_INVALID');
    }
    expect(message).toMatch(reason);
  });

  it('a subject without an index is said', () => {
    const none: { value: IndexDefinition; hash: string; newest: boolean }[] = [];
    expect(() => newestDefinition(none, 'town')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });
});
