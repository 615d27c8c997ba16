/** The risk matrix as numbers: impact to the right, probability upwards, both 0..1. Drawing only; nothing here is compared with a cut-off. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The plot inside the drawing, in its units. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly size: number;
}

/** Where a factor of this probability and impact stands. */
export function place(frame: Frame, p: number, q: number): Point {
  return { x: frame.left + q * frame.size, y: frame.top + (1 - p) * frame.size };
}

const STEPS = 24;

/** The curve p x q = c from the upper edge to the right edge, as points. */
export function curve(frame: Frame, c: number): Point[] {
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    // Even steps on a logarithmic scale: the bend gets as many points as the flat ends.
    const q = c ** (1 - step / STEPS);
    return place(frame, Math.min(1, c / q), q);
  });
}

/** The area p x q > c as an SVG path; the whole plot where c is null. */
export function areaAbove(frame: Frame, c: number | null): string {
  const corners = [place(frame, 1, 1)];
  const edge = c === null ? [place(frame, 0, 1), place(frame, 0, 0), place(frame, 1, 0)].reverse() : curve(frame, c);
  return `${[...edge, ...corners].map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('')}Z`;
}

/** Offsets of marks that would lie on one spot: the first in the middle, then rings of six, twelve ... */
export function ringOffset(index: number, count: number, distance: number): Point {
  if (count === 1) return { x: 0, y: 0 };
  if (count === 2) return { x: (index === 0 ? -0.5 : 0.5) * distance, y: 0 };
  if (index === 0) return { x: 0, y: 0 };
  let ring = 1;
  let first = 1;
  while (index >= first + 6 * ring) {
    first += 6 * ring;
    ring += 1;
  }
  const inRing = Math.min(6 * ring, count - first);
  const angle = ((index - first) / inRing) * 2 * Math.PI - Math.PI / 2;
  return { x: Math.cos(angle) * distance * ring, y: Math.sin(angle) * distance * ring };
}

/** Spreads the marks of one spot so that each can be seen and hit; the order of the input decides, so nothing jumps. */
export function spread<T>(items: readonly T[], at: (item: T) => Point, distance: number): ReadonlyMap<T, Point> {
  const spots = new Map<string, T[]>();
  for (const item of items) {
    const { x, y } = at(item);
    const key = `${round(x)}/${round(y)}`;
    const spot = spots.get(key);
    if (spot === undefined) spots.set(key, [item]);
    else spot.push(item);
  }
  const places = new Map<T, Point>();
  for (const spot of spots.values()) {
    spot.forEach((item, index) => {
      const { x, y } = at(item);
      const offset = ringOffset(index, spot.length, distance);
      places.set(item, { x: x + offset.x, y: y + offset.y });
    });
  }
  return places;
}

/** A line from mark to mark that begins and ends at their rims; null where they touch. */
export function between(from: Point, to: Point, gapFrom: number, gapTo: number): readonly [Point, Point] | null {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length <= gapFrom + gapTo + 1) return null;
  const unit = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  return [
    { x: from.x + unit.x * gapFrom, y: from.y + unit.y * gapFrom },
    { x: to.x - unit.x * gapTo, y: to.y - unit.y * gapTo },
  ];
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
