import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineOf, readText } from './json-text.ts';

describe('a JSON text that somebody typed', () => {
  it('says on which line each of its values begins', () => {
    const read = readText('{\n  "a": [\n    1,\n    {"b": "x"}\n  ],\n  "c/d": null\n}\n');
    if (!('lines' in read)) throw new Error('is JSON');
    expect([...read.lines]).toEqual([['', 1], ['a', 2], ['a/0', 3], ['a/1', 4], ['a/1/b', 4], ['c/d', 6]]);
    expect(lineOf(read.lines, 'a/1/missing')).toBe(4);
    expect(lineOf(read.lines, 'nothing')).toBe(1);
  });

  it.each([
    ['', 1, 1], ['{"a": 1,}', 1, 9], ['{\n  "a": 1\n  "b": 2\n}', 3, 3], ['[1, 2', 1, 6], ['{"a": tru}', 1, 7], ['1 2', 1, 3], ['{"a" 1}', 1, 6], ['"a\nb"', 1, 1], ['[01]', 1, 3],
  ])('says where %j breaks', (text, line, column) => {
    expect(readText(text)).toEqual({ line, column });
  });

  it('takes what JSON.parse takes, and nothing else', () => {
    const parses = (text: string): boolean => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const damaged = fc.tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', '[', '0', '.', '\\', ' ')).map(([text, at, put]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + put + text.slice(place + 1);
    });
    fc.assert(fc.property(fc.oneof(fc.json(), damaged), (text) => {
      const read = readText(text);
      expect('value' in read).toBe(parses(text));
      if ('value' in read) expect(read.value).toEqual(JSON.parse(text));
    }), { numRuns: 500 });
  });
});
