import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaAbove, between, curve, place, ringOffset, spread, type Frame } from './geometry.ts';

const frame: Frame = { left: 10, top: 20, size: 100 };

it('place puts impact to the right and probability upwards', () => {
  expect(place(frame, 0, 0)).toEqual({ x: 10, y: 120 });
  expect(place(frame, 1, 1)).toEqual({ x: 110, y: 20 });
  expect(place(frame, 1, 0.25)).toEqual({ x: 35, y: 20 });
});

describe('curve', () => {
  it.each([0.04, 0.16, 0.36, 0.64])('p x q = %d on every point, from edge to edge', (c) => {
    const points = curve(frame, c);
    for (const { x, y } of points) expect(((x - 10) / 100) * (1 - (y - 20) / 100)).toBeCloseTo(c, 10);
    expect(points[0]?.y).toBeCloseTo(20);
    expect(points.at(-1)?.x).toBeCloseTo(110);
  });
});

it('areaAbove closes around the upper right corner', () => {
  expect(areaAbove(frame, 0.36)).toMatch(/^M46 20L.*L110 20Z$/u);
  expect(areaAbove(frame, null)).toBe('M10 20L10 120L110 120L110 20Z');
});

describe('spread', () => {
  it('leaves a lone mark where it is', () => expect(ringOffset(0, 1, 9)).toEqual({ x: 0, y: 0 }));

  it('keeps marks of one spot apart', () => {
    fc.assert(fc.property(fc.integer({ min: 2, max: 54 }), (count) => {
      const items = Array.from({ length: count }, (_, index) => ({ index }));
      const places = [...spread(items, () => ({ x: 50, y: 50 }), 10).values()];
      return places.every((a, i) => places.every((b, j) => i === j || Math.hypot(a.x - b.x, a.y - b.y) > 8));
    }));
  });
});

describe('between', () => {
  it('stops at the rims', () => expect(between({ x: 0, y: 0 }, { x: 10, y: 0 }, 3, 4)).toEqual([{ x: 3, y: 0 }, { x: 6, y: 0 }]));
  it('draws nothing where marks touch', () => expect(between({ x: 0, y: 0 }, { x: 5, y: 0 }, 3, 3)).toBeNull());
});
