import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { definitionSchema, type IndexDefinition } from '#shared/domain/stability/index.ts';
import { removeIndicator, setScale, shareOf } from './index-edits.ts';
import { formFaults } from './model-edits.ts';

let index: IndexDefinition;
beforeEach(() => {
  index = definitionSchema.parse(JSON.parse(readFileSync(new URL('../../../../resources/stability/town-index@1.json', import.meta.url), 'utf8')));
});
const faults = (): string[] => formFaults('index', index.id, index).map(({ path }) => path);

describe('changing an index', () => {
  it('shares the whole out by weight, and says nothing while a weight is none', () => {
    expect(['1', '3', '4'].map((_, position) => shareOf(['1', '3', '4'], position))).toEqual(['12.50', '37.50', '50.00']);
    expect(shareOf(['1', '1'], 0, '12.5')).toBe('6.25');
    for (const weights of [['1', ''], ['1', '0'], ['1', 'two'], ['1', '-1']]) expect(shareOf(weights, 0)).toBeNull();
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 12 }), (weights) => {
      const shares = weights.map((_, position) => Number(shareOf(weights.map(String), position)));
      expect(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 100)).toBeLessThanOrEqual(0.005 * weights.length + 1e-9);
    }));
  });

  it('takes indicators out, a group with its last one, and never the last of a dimension', () => {
    const dimension = index.dimensions[0]!;
    const ids = dimension.groups.flatMap(({ indicators }) => indicators.map(({ id }) => id));
    for (const id of ids.slice(0, -1)) expect(removeIndicator(dimension, id)).toBe(true);
    expect(removeIndicator(dimension, ids.at(-1)!)).toBe(false);
    expect(removeIndicator(dimension, 'nothing')).toBe(false);
    expect(dimension.groups).toHaveLength(1);
    expect(faults()).toEqual([]);
  });

  it('begins the ends of a scale anew where its kind changes', () => {
    const indicator = index.dimensions[0]!.groups[0]!.indicators[0]!;
    setScale(indicator, 'fixed');
    expect(indicator.goalposts).toEqual({ kind: 'fixed', low: '0', high: '100' });
    Object.assign(indicator.goalposts, { low: '7' });
    setScale(indicator, 'fixed');
    expect(indicator.goalposts.low).toBe('7');
    expect(faults()).toEqual([]);
    Object.assign(indicator, { weight: '' });
    expect(faults()).toEqual([`dimensions/${index.dimensions[0]!.id}/groups/${index.dimensions[0]!.groups[0]!.id}/indicators/${indicator.id}/weight`]);
  });
});
