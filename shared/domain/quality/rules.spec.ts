import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadCatalogue } from '#data/catalogue/index.ts';
import { checkRules, PLACE_KINDS, ROW_KINDS, ruleSchema, ruleSetSchema, type RuleSet } from './index.ts';

const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url));
const catalogue = loadCatalogue(RESOURCES);
const shipped = ruleSetSchema.parse(JSON.parse(readFileSync(`${RESOURCES}/quality/rules.json`, 'utf8')));

describe('the shipped rules', () => {
  it('fit their schema and the catalogue: every category, field, code and unit is there', () => {
    expect(checkRules(catalogue, shipped)).toEqual([]);
  });

  it('are more than forty, of every kind, over every system', () => {
    expect(shipped.rules.length).toBeGreaterThan(40);
    expect(new Set(shipped.rules.map(({ kind }) => kind))).toEqual(new Set([...ROW_KINDS, ...PLACE_KINDS]));
    expect(new Set(shipped.rules.map(({ category }) => category.slice(0, 1)))).toEqual(new Set(['1', '2', '3', '4', '5', '6', '7']));
    for (const severity of ['high', 'medium', 'low']) expect(shipped.rules.some((rule) => rule.severity === severity)).toBe(true);
  });

  it('differ from each other in name and reason, and say both in two languages', () => {
    const names = shipped.rules.map(({ name }) => name.zh);
    expect(new Set(names).size).toBe(names.length);
    const han = /\p{Script=Han}/u;
    for (const { id, name, why } of shipped.rules) expect([id, han.test(name.zh), han.test(why.zh), han.test(name.en), han.test(why.en)]).toEqual([id, true, true, false, false]);
  });

  it('has a schema file that is up to date (vitest -u writes it)', async () => {
    const schema = { title: 'Quality rules of Fengqiao', ...z.toJSONSchema(ruleSetSchema, { io: 'input' }) };
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(`${RESOURCES}/quality/rules.schema.json`);
  });
});

describe('checkRules', () => {
  const base = { id: 'one', name: { zh: '规则', en: 'Rule' }, why: { zh: '因为', en: 'Because' }, severity: 'low', category: '2.5' };
  const faults = (...rules: readonly Record<string, unknown>[]): string[] => {
    const set: RuleSet = { version: 1, rules: rules.map((rule) => ruleSchema.parse({ ...base, ...rule })) };
    return checkRules(catalogue, set).map(({ message }) => message);
  };
  const reference = { kind: 'reference', field: 'petition_no', to: '2.4' };

  it.each<[string, Record<string, unknown>, string]>([
    ['an unknown category', { ...reference, category: '9.9' }, 'one: no category 9.9'],
    ['an unknown field', { ...reference, field: 'nothing' }, 'one: category 2.5 has no field nothing'],
    ['a personal field', { ...reference, category: '2.4', field: 'petitioner' }, 'one: field 2.4.petitioner is personal'],
    ['a category whose key has several fields', { ...reference, to: '2.2' }, 'one: category 2.2 has a key of several fields'],
    ['a day that is none', { kind: 'order', earlier: 'accepted_on', later: 'opinion' }, 'one: field 2.5.opinion is of type code'],
    ['an unknown field of the other row', { kind: 'order', earlier: 'accepted_at', later: 'answered_on', via: { category: '2.4', on: 'petition_no' } }, 'one: category 2.4 has no field accepted_at'],
    ['different units', { category: '1.7', kind: 'balance', parts: ['people'], total: 'households', relation: 'atMost' }, 'one: compares different units or scales: 人/0, 户/0'],
    ['a bound without a bound', { category: '4.2', kind: 'bounds', field: 'age' }, 'one: needs a minimum or a maximum'],
    ['an unknown code', { kind: 'stuck', when: [{ field: 'handling_type', op: 'eq', value: '7' }], since: 'accepted_on', days: 9 }, 'one: field handling_type has no code 7'],
    ['a word for a yes or no', { kind: 'stuck', when: [{ field: 'ended', op: 'eq', value: 'no' }], since: 'accepted_on', days: 9 }, 'one: field ended is of type boolean'],
    ['towns of a category without place', { kind: 'silence', level: 'town', months: 12, least: 5 }, 'one: the category does not know its towns'],
    ['departments of a category without', { category: '2.4', kind: 'silence', level: 'department', months: 12, least: 5 }, 'one: the category does not know its departments'],
    ['months of a category without time', { category: '3.5', kind: 'silence', level: 'category', months: 12, least: 5 }, 'one: the category does not know its months'],
  ])('refuses %s', (_, rule, expected) => {
    expect(faults(rule)).toContain(expected);
  });

  it('refuses the same id twice, and passes what is in order', () => {
    expect(faults(reference, reference)).toEqual(['one: appears twice']);
    expect(faults(reference)).toEqual([]);
  });
});
