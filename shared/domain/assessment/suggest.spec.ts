import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggestionRuleSchema, suggestLevel, type Ranked } from './suggest.ts';

const RULE = suggestionRuleSchema.parse(JSON.parse(readFileSync(new URL('../../../resources/evidence/suggestion.json', import.meta.url), 'utf8')));
const at = (rank: number, of: number, over: Partial<Ranked['rank'] & object> = {}): Ranked => ({ questionId: `q${String(rank)}`, rank: { rank, of, alike: false, ...over } });

describe('a suggested level', () => {
  it.each([[1, 5], [5, 5], [6, 4], [20, 4], [21, 3], [50, 3], [51, 2], [80, 2], [81, 1], [100, 1]])('for position %i of 100 is %i', (rank, level) => {
    expect(suggestLevel([at(rank, 100)], RULE, 5)?.level).toBe(level);
  });
  it('rests on the highest position, by share and not by number', () => {
    expect(suggestLevel([at(3, 30), at(5, 100), { questionId: 'none', rank: null }], RULE, 5)).toEqual({ level: 5, questionId: 'q5', rank: 5, of: 100 });
  });
  it('says nothing where places are alike, few, or unranked', () => {
    expect(suggestLevel([at(1, 100, { alike: true }), at(1, 6), { questionId: 'x', rank: null }], RULE, 5)).toBeNull();
  });
  it('never leaves the scale, and never falls when a position rises', () => {
    fc.assert(fc.property(fc.integer({ min: 20, max: 200 }), fc.nat(), fc.nat(), fc.integer({ min: 2, max: 6 }), (of, a, b, levels) => {
      const level = (n: number): number => suggestLevel([at(1 + (n % of), of)], RULE, levels)!.level;
      const [high, low] = a % of <= b % of ? [a, b] : [b, a];
      expect(level(high)).toBeGreaterThanOrEqual(level(low));
      expect(level(high)).toBeLessThanOrEqual(levels);
    }));
  });
});
