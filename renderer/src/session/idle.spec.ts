import { expect, it } from 'vitest';
import { idleState } from './idle.ts';

const at = (nowSeconds: number, activitySeconds: number, idleSeconds = 600): ReturnType<typeof idleState> =>
  idleState({ now: nowSeconds * 1000, lastCall: 0, lastActivity: activitySeconds * 1000, idleSeconds });

it('touches only for activity after the last call, and not at every key', () => {
  expect(at(100, 90).touch).toBe(false);
  expect(at(151, 90).touch).toBe(true);
  expect(at(500, -1).touch).toBe(false);
});

it('warns in the last minute, with the seconds left', () => {
  expect(at(539, -1).warnSeconds).toBeNull();
  expect(at(540, -1).warnSeconds).toBe(60);
  expect(at(599.5, -1).warnSeconds).toBe(1);
  expect(at(600, -1)).toEqual({ touch: false, warnSeconds: null, over: true });
  expect(at(600, 599)).toMatchObject({ touch: false, over: true });
});

it('warns in the last quarter of a short limit', () => {
  expect(at(29, -1, 40).warnSeconds).toBeNull();
  expect(at(31, -1, 40).warnSeconds).toBe(9);
});
