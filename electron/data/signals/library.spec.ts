import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBoard, checkRule, SIGNAL_LEVELS, signalRuleSchema, type SignalRule } from '#shared/domain/signals/index.ts';
import { loadCatalogue } from '#data/catalogue/index.ts';
import { loadSignalLibrary } from './library.ts';

const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url));
const catalogue = loadCatalogue(RESOURCES);
const { rules, boards } = loadSignalLibrary(RESOURCES, catalogue);

describe('what ships', () => {
  it('is a rule for every mechanism of the source, of every kind and level', () => {
    expect(rules.length).toBeGreaterThanOrEqual(16);
    const asked = (categories: readonly string[]): string[] => categories.filter((id) => rules.every(({ value }) => value.source.category !== id));
    expect(asked(['7.7', '7.6', '4.2', '5.4', '3.6', '3.7', '3.4', '2.4', '2.7', '7.2', '2.2'])).toEqual([]);
    expect(new Set(rules.map(({ value }) => value.condition.kind))).toEqual(new Set(['threshold', 'share', 'run', 'rate', 'deadline', 'sequence', 'repeat']));
    expect(new Set(rules.map(({ value }) => value.level))).toEqual(new Set(SIGNAL_LEVELS));
    const once = rules.find(({ value }) => value.id === 'red-code-joint')!.value;
    expect(once.condition).toEqual({ kind: 'run', months: 3 });
    expect(once.source.where).toEqual([{ field: 'colour', op: 'eq', value: 'red' }]);
  });

  it('asks only for categories, fields and codes that the catalogue has', () => {
    expect(rules.flatMap(({ value }) => checkRule(value, catalogue))).toEqual([]);
    expect(boards.flatMap(({ value }) => checkBoard(value, catalogue, rules.map((rule) => rule.value.id)))).toEqual([]);
  });

  it('never names a minor or a household', () => {
    for (const { value } of rules.filter((rule) => ['4.2', '3.4'].includes(rule.value.source.category))) {
      expect(['person', 'household', 'town', 'case']).toContain(value.subject.kind);
    }
    const personal = new Set(['person_ref', 'parties', 'school', 'wearer_ref']);
    for (const { value } of boards) for (const { group } of value.tables) expect(group.by === 'field' && personal.has(group.field)).toBe(false);
  });

  it('is a board for every mechanism, each with its rules, and every rule but one of its own on one', () => {
    expect(boards.map(({ value }) => value.id)).toEqual(['safety-code', 'park-alarms', 'juveniles', 'enforcement', 'tourist-talks', 'bracelets', 'domestic-violence', 'petitions', 'hazards', 'hotline']);
    const shown = new Set(boards.flatMap(({ value }) => value.rules));
    expect(rules.map(({ value }) => value.id).filter((id) => !shown.has(id))).toEqual(['warning-unreceived', 'gathering-peers']);
  });
});

describe('a rule against the catalogue', () => {
  const base = rules.find(({ value }) => value.id === 'red-code-check')!.value;
  const faults = (over: object): string[] => checkRule(signalRuleSchema.parse({ ...base, ...over }), catalogue);
  it.each<[string, object, string]>([
    ['a category that is not there', { source: { category: '9.9', where: [] } }, '9.9: no such category'],
    ['a field that is not there', { source: { category: '7.7', where: [{ field: 'hue', op: 'isNull' }] } }, '7.7.hue: no such field'],
    ['a code that is not there', { source: { category: '7.7', where: [{ field: 'colour', op: 'eq', value: 'pink' }] } }, '7.7.colour: has no code "pink"'],
    ['a personal field', { source: { category: '2.4', where: [{ field: 'petitioner', op: 'eq', value: 'x' }] }, subject: { kind: 'town' } }, '2.4.petitioner: is personal'],
    ['a name as the name of a subject', { source: { category: '2.4', where: [] }, subject: { kind: 'case', field: 'petition_no', label: 'petitioner' } }, '2.4.petitioner: is personal'],
    ['a time without hours in a limit of minutes', { condition: { kind: 'deadline', late: { done: 'covert_check_on', limit: { since: 'covert_check_on', minutes: 5 } }, period: 'day', from: 1 } }, '7.7.covert_check_on: has no time of day'],
    ['a department that the category does not say', { subject: { kind: 'department' } }, '7.7: says no department'],
    ['a place that nobody says', { source: { category: '7.2', where: [] }, subject: { kind: 'town' } }, '7.2: says no place, and goes by no other category'],
    ['residents of what is no town', { condition: { kind: 'rate', period: 'month', against: { kind: 'peers', per: 'residents' }, factor: '2', minimum: 1 } }, 'only towns have residents'],
    ['a sum of words', { condition: { kind: 'threshold', measure: { kind: 'sum', field: 'entity_name' }, period: 'day', from: '1' } }, '7.7.entity_name: is no number'],
  ])('is refused with %s', (_, over, fault) => expect(faults(over)).toContain(`red-code-check: ${fault}`));

  it('may ask whether a personal field is filled, and go by its hash', () => {
    expect(faults({ source: { category: '3.4', where: [{ field: 'parties', op: 'notNull' }] }, subject: { kind: 'household', field: 'parties' }, followUp: { ...base.followUp, done: undefined } })).toEqual([]);
  });
});

describe('the files', () => {
  let dir = '';
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'fengqiao-rules-'));
    cpSync(RESOURCES, dir, { recursive: true });
  });
  afterAll(() => { rmSync(dir, { recursive: true, force: true }); });
  const file = (name: string): string => join(dir, 'signals', name);
  const change = (name: string, over: Partial<SignalRule>): void => { writeFileSync(file(name), JSON.stringify({ ...(JSON.parse(readFileSync(file(name), 'utf8')) as object), ...over })); };

  it('give the newest version of a rule', () => {
    cpSync(file('red-code-check@1.json'), file('red-code-check@2.json'));
    change('red-code-check@2.json', { version: 2, level: 'red' });
    const loaded = loadSignalLibrary(dir, catalogue);
    expect(loaded.rules).toHaveLength(rules.length);
    expect(loaded.rules.find(({ value }) => value.id === 'red-code-check')?.value).toMatchObject({ version: 2, level: 'red' });
    rmSync(file('red-code-check@2.json'));
  });

  it('are refused by name and place when they are wrong', () => {
    renameSync(file('red-code-check@1.json'), file('red-code-check@3.json'));
    expect(() => loadSignalLibrary(dir, catalogue)).toThrow(expect.objectContaining({ code: 'RESOURCE_INVALID', details: expect.objectContaining({ file: 'signals/red-code-check@3.json' }) }));
    renameSync(file('red-code-check@3.json'), file('red-code-check@1.json'));
    change('red-code-check@1.json', { source: { category: '7.7', where: [{ field: 'hue', op: 'isNull' }] } });
    expect(() => loadSignalLibrary(dir, catalogue)).toThrow(/7\.7\.hue: no such field/);
  });
});
