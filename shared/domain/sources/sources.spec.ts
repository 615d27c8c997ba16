import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { NEWEST, ruleOf, settle, sourceRuleSet, stateOf, unknownInRules, Words, type Claim, type Judgement, type SourceRule } from './index.ts';

const HOLD: SourceRule = { by: 'hold' };
const RANK: SourceRule = { by: 'rank', order: ['P', 'Q'] };

describe('the rules', () => {
  const file = new URL('../../../resources/intake/contradictions.json', import.meta.url);
  const shipped = sourceRuleSet.parse(JSON.parse(readFileSync(file, 'utf8')));

  it('are shipped with the newest first, which is how a store without contradictions works', () => {
    expect(shipped).toMatchObject({ default: NEWEST, systems: {}, categories: {} });
  });

  it('of a category go before those of its system, and those before the default', () => {
    const set = { ...shipped, systems: { S2: RANK }, categories: { '2.4': HOLD } };
    expect(ruleOf(set, { id: '2.4', system: 'S2' })).toEqual(HOLD);
    expect(ruleOf(set, { id: '2.1', system: 'S2' })).toEqual(RANK);
    expect(ruleOf(set, { id: '1.1', system: 'S1' })).toEqual(NEWEST);
    expect(unknownInRules({ systems: [], categories: [] }, set)).toEqual(['systems.S2', 'categories.2.4']);
  });

  it('name a sender once in an order, and only what they know', () => {
    const with_ = (rule: unknown): boolean => sourceRuleSet.safeParse({ ...shipped, default: rule }).success;
    expect(with_({ by: 'rank', order: ['P', 'P'] })).toBe(false);
    expect(with_({ by: 'rank', order: [] })).toBe(false);
    expect(with_({ by: 'oldest' })).toBe(false);
    expect(with_({ by: 'hold', order: ['P'] })).toBe(false);
  });

  it('have a schema file that is up to date (vitest -u writes it)', async () => {
    const schema = { title: 'Which source holds where two contradict each other', ...z.toJSONSchema(sourceRuleSet, { io: 'input' }) };
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(new URL('../../../resources/intake/contradictions.schema.json', import.meta.url).pathname);
  });
});

describe('words', () => {
  const say = (...said: readonly (readonly [sender: string, content: string, judgement?: Judgement])[]): { verdicts: string[]; words: Words } => {
    const words = new Words();
    return { verdicts: said.map(([sender, content, judgement = HOLD]) => words.take({ sender, content, judgement })), words };
  };

  it.each<[string, [string, string, Judgement?][], string[]]>([
    ['a source may mend itself', [['P', '1'], ['P', '2'], ['P', '2']], ['first', 'next', 'same']],
    ['another one is held aside', [['P', '1'], ['Q', '2'], ['Q', '2']], ['first', 'held', 'held']],
    ['or prevails by being newer', [['P', '1'], ['Q', '2', NEWEST]], ['first', 'prevails']],
    ['or by its rank, or not', [['Q', '1'], ['P', '2', RANK], ['Q', '3', RANK], ['R', '4', RANK]], ['first', 'prevails', 'held', 'held']],
    ['of two that are in no order the newer', [['R', '1'], ['S', '2', RANK]], ['first', 'prevails']],
    ['the best of all that stand by it counts', [['Q', '1'], ['P', '1'], ['Q', '2', RANK]], ['first', 'same', 'held']],
    ['whoever has said something else since does not stand by it any more', [['P', '1'], ['Q', '1'], ['Q', '2'], ['P', '3']], ['first', 'same', 'held', 'next']],
    ['a decision prevails over everybody', [['P', '1'], ['Q', '2', { by: 'decision' }]], ['first', 'prevails']],
  ])('%s', (_name, said, verdicts) => {
    expect(say(...said).verdicts).toEqual(verdicts);
  });

  it('say where a contradiction stands', () => {
    const state = (words: Words, ...refused: { sender: string; content: string }[]): string => Object.values(stateOf(words, refused)).join(' ');
    const open = say(['P', '1'], ['Q', '2']).words;
    expect(state(open)).toBe('open hold');
    expect(state(open, { sender: 'Q', content: '2' })).toBe('decided decision');
    expect(state(open, { sender: 'Q', content: '3' })).toBe('open hold');
    expect(state(say(['P', '1'], ['Q', '2'], ['P', '2']).words)).toBe('agreed ');
    expect(state(say(['P', '1'], ['Q', '2', NEWEST]).words)).toBe('ruled newest');
    expect(state(say(['P', '1'], ['Q', '2', RANK]).words)).toBe('ruled rank');
    expect(state(say(['P', '1'], ['Q', '2'], ['Q', '2', { by: 'decision' }]).words)).toBe('decided decision');
  });
});

describe('settling what was said', () => {
  const claim = (batch: number, sender: string, content: string, row: number, own = true): Claim => ({ batch, rowNo: 2, sender, content, row, own, judgement: HOLD });

  it('keeps versions as imports would have left them', () => {
    const { versions, witnesses, contradicted } = settle([claim(1, 'P', '1', 11), claim(2, 'Q', '2', 12), claim(3, 'Q', '2', 12, false), claim(4, 'P', '3', 14)]);
    expect(versions.map(({ row, closedBy, held }) => [row, closedBy, held])).toEqual([[11, 4, false], [12, 2, true], [14, null, false]]);
    expect(witnesses).toEqual([{ batch: 3, rowNo: 2, version: 1 }]);
    expect(contradicted).toBe(true);
  });

  it('a row that says what stands becomes a witness of it, and a witness whose word has to stand gets a row', () => {
    expect(settle([claim(2, 'Q', '2', 12), claim(3, 'P', '2', 13)])).toMatchObject({ versions: [{ row: 12, closedBy: null }], witnesses: [{ batch: 3, version: 0 }], contradicted: false });
    expect(settle([claim(1, 'P', '1', 11), claim(2, 'P', '2', 12), claim(3, 'P', '1', 11, false)]).versions).toMatchObject([{ row: 11, copy: false, closedBy: 2 }, { row: 12, closedBy: 3 }, { row: 11, copy: true, batch: 3, closedBy: null }]);
  });
});
