import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { modelSchema } from '#shared/domain/assessment/index.ts';
import { comparisonOf, nearestStep, reciprocal, SCALE, sheetsFor, withPair } from './compare.ts';

const MODEL = modelSchema.parse(JSON.parse(readFileSync(new URL('../../../../resources/models/major-project@1.json', import.meta.url), 'utf8')));

describe('the sheets of a comparison', () => {
  it('are one for few factors, and areas first for many', () => {
    expect(sheetsFor(MODEL, ['B5', 'A1'])).toMatchObject({ top: null, groups: [{ members: ['A1', 'B5'] }] });
    const many = ['A1', 'A2', 'A3', 'A4', 'B1', 'B2', 'B3', 'B4', 'B5', 'D1', 'D2'];
    expect(sheetsFor(MODEL, many)).toMatchObject({ top: { members: ['A', 'B', 'D'] }, groups: [{ id: 'A' }, { id: 'B' }, { id: 'D', members: ['D1', 'D2'] }] });
    expect(sheetsFor(MODEL, MODEL.areas[3]!.factors.map(({ id }) => id))).toBeNull();
    expect(sheetsFor(MODEL, [])).toBeNull();
  });

  it('keep the reciprocal opposite every comparison', () => {
    const sheets = sheetsFor(MODEL, ['A1', 'A2', 'A3'])!;
    const changed = withPair(withPair(sheets.groups[0]!, 0, 2, '5'), 1, 2, '1/3');
    expect(comparisonOf({ top: null, groups: [changed] }).groups[0]!.matrix).toEqual([['1', '1', '5'], ['1', '1', '1/3'], ['1/5', '3', '1']]);
    for (const step of SCALE) expect(reciprocal(reciprocal(step))).toBe(step);
  });

  it('name the nearest step of the scale', () => {
    expect([2.9, 0.34, 1.1, 40, 0.001].map(nearestStep)).toEqual(['3', '1/3', '1', '9', '1/9']);
  });
});
