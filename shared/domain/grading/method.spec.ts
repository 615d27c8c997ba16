import { describe, expect, it } from 'vitest';
import ahp from '../../../resources/methods/ahp@1.json' with { type: 'json' };
import scorecard from '../../../resources/methods/db32-4013@1.json' with { type: 'json' };
import wpq from '../../../resources/methods/wpq@1.json' with { type: 'json' };
import { methodRef, methodSchema } from './index.ts';

/** A copy of a method file with one place changed. */
function changed(method: object, path: readonly (string | number)[], value: unknown): unknown {
  const copy: unknown = structuredClone(method);
  let place = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) place = place[key] as Record<string | number, unknown>;
  place[path.at(-1)!] = value;
  return copy;
}

describe('method files', () => {
  it('are what ships', () => {
    expect([wpq, scorecard, ahp].map((file) => methodRef(methodSchema.parse(file)))).toEqual(['wpq@1', 'db32-4013@1', 'ahp@1']);
  });

  it.each<[string, object, (string | number)[], unknown]>([
    ['a cut-off as a JSON number', wpq, ['index', 'high', 'at'], 0.64],
    ['cut-offs the wrong way round', wpq, ['index', 'medium', 'at'], '0.7'],
    ['a grade out of order', wpq, ['grades', 0, 'grade'], 'larger'],
    ['grades that overlap', wpq, ['grades', 1, 'from', 'at'], '0.65'],
    ['a mildest grade with a threshold', wpq, ['grades', 4, 'from'], { at: '0.01', inclusive: true }],
    ['another direction', wpq, ['direction'], 'lowerIsWorse'],
    ['an unknown member', wpq, ['cutoffs'], {}],
    ['a count of nothing', wpq, ['count', 'high'], []],
    ['a trigger that asks for low', wpq, ['direct', 'trigger', 'kinds', 0, 'level'], 'low'],
    ['groups that do not sum', scorecard, ['max'], '99'],
    ['items that do not sum', scorecard, ['groups', 0, 'items', 0, 'max'], '4'],
    ['points beyond the maximum', scorecard, ['groups', 0, 'items', 0, 'choices', 2, 'points'], '4'],
    ['an item twice', scorecard, ['groups', 0, 'items', 1, 'id'], 'L1'],
    ['a version of 0', ahp, ['version'], 0],
    ['another kind', ahp, ['kind'], 'guess'],
  ])('are refused with %s', (_, file, path, value) => {
    expect(methodSchema.safeParse(changed(file, path, value)).success).toBe(false);
  });
});
