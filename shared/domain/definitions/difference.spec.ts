import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type Json } from '#shared/util/canonical-json.ts';
import { differences, type Difference } from './difference.ts';

const at = (found: readonly Difference[]): string[] => found.map(({ kind, path }) => `${kind} ${path}`);

describe('what changed between two definitions', () => {
  it('names the member, also within lists of named elements', () => {
    const before = { name: { zh: '甲', en: 'A' }, areas: [{ id: 'A', factors: [{ id: 'A1', text: 'x' }, { id: 'A2', text: 'y' }] }] };
    const after = { name: { zh: '乙', en: 'A' }, areas: [{ id: 'A', factors: [{ id: 'A3', text: 'n' }, { id: 'A1', text: 'x' }, { id: 'A2', text: 'z' }] }] };
    expect(differences(before, after)).toEqual([
      { path: 'name/zh', kind: 'changed', before: '甲', after: '乙' },
      { path: 'areas/A/factors/A2/text', kind: 'changed', before: 'y', after: 'z' },
      { path: 'areas/A/factors/A3', kind: 'added', before: undefined, after: { id: 'A3', text: 'n' } },
    ]);
  });

  it('says what was taken away and what changed places', () => {
    expect(at(differences({ list: [{ code: 'a' }, { code: 'b' }, { code: 'c' }] }, { list: [{ code: 'c' }, { code: 'a' }] }))).toEqual(['removed list/b', 'moved list']);
    expect(at(differences({ a: 1, b: 2 }, { a: 1 }))).toEqual(['removed b']);
  });

  it('takes a list without distinct names as one value, and a change of form as a change', () => {
    expect(at(differences({ stages: ['a', 'b'] }, { stages: ['b', 'a'] }))).toEqual(['changed stages']);
    expect(at(differences({ list: [{ id: 'a' }, { id: 'a', n: 1 }] }, { list: [{ id: 'a' }, { id: 'a', n: 2 }] }))).toEqual(['changed list']);
    expect(at(differences({ above: null }, { above: '0.2' }))).toEqual(['changed above']);
    expect(at(differences({ list: [] }, { list: [{ id: 'a' }] }))).toEqual(['added list/a']);
  });

  const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(fc.constantFrom('id', 'code', 'a', 'b'), tie('value')) as fc.Arbitrary<Json>),
  })).value;
  it('is empty for the same text and for no other', () => {
    fc.assert(fc.property(json, json, (before, after) => {
      expect(differences(before, before)).toEqual([]);
      expect(differences(before, after).length > 0).toBe(canonicalJson(before) !== canonicalJson(after));
    }), { numRuns: 300 });
  });
});
