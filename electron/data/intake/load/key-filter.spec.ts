import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyFilter } from './key-filter.ts';

describe('the filter of keys', () => {
  it('never forgets a key', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 200 }), (keys) => {
        const filter = new KeyFilter(1);
        for (const key of keys) filter.seen(key);
        expect(keys.every((key) => filter.seen(key))).toBe(true);
      }),
    );
  });

  it.each([
    ['running numbers', (n: number) => `2026-${String(n).padStart(8, '0')}`],
    ['two parts, one of few values', (n: number) => `3306020${String(n % 90)}\u001f${String(Math.floor(n / 90))}`],
    ['Chinese case numbers', (n: number) => `（2026）浙0602民初${String(n)}号`],
  ])('says "perhaps" of fewer than one new key in a thousand: %s', (_, key) => {
    const filter = new KeyFilter(100_000 * 60);
    let perhaps = 0;
    for (let n = 0; n < 100_000; n += 1) if (filter.seen(key(n))) perhaps += 1;
    expect(perhaps).toBeLessThan(100);
  });
});
