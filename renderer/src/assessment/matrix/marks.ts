import { position } from '../core/decimals.ts';
import { between, place, spread, type Frame, type Point } from './geometry.ts';

/** A factor as the matrix draws it; null = not scored, so it has no place. */
export interface MatrixFactor {
  readonly id: string;
  readonly name: string;
  readonly p: string | null;
  readonly q: string | null;
  readonly residualP: string | null;
  readonly residualQ: string | null;
}

export interface Mark {
  readonly factor: MatrixFactor;
  readonly initial: Point;
  readonly residual: Point | null;
  /** From rim to rim; null where the marks touch or there is only one. */
  readonly arrow: readonly [Point, Point] | null;
}

/** Radius of a mark, of the selected one, and the distance between marks of one spot. */
export const RADIUS = 4;
export const SELECTED_RADIUS = 6.5;
const DISTANCE = 10;

/** Where every scored factor stands; the selected one last, so that it lies on top, and exactly on its spot. */
export function layOut(factors: readonly MatrixFactor[], frame: Frame, selected: string | null): Mark[] {
  const exact = factors.flatMap((factor) => {
    const initial = spot(frame, factor.p, factor.q);
    return initial === null ? [] : [{ factor, initial, residual: spot(frame, factor.residualP, factor.residualQ) }];
  });
  const others = exact.filter(({ factor }) => factor.id !== selected);
  // Both sides share the plot: an initial mark must not hide another factor's residual.
  const dots = others.flatMap(({ initial, residual }) => (residual === null ? [{ at: initial }] : [{ at: initial }, { at: residual }]));
  const places = spread(dots, ({ at }) => at, DISTANCE);
  const shown = new Map(dots.map((dot) => [dot.at, places.get(dot) ?? dot.at]));
  return [
    ...others.map(({ factor, initial, residual }) => mark(factor, shown.get(initial) ?? initial, residual === null ? null : (shown.get(residual) ?? residual), RADIUS)),
    ...exact.filter(({ factor }) => factor.id === selected).map(({ factor, initial, residual }) => mark(factor, initial, residual, SELECTED_RADIUS)),
  ];
}

function spot(frame: Frame, p: string | null, q: string | null): Point | null {
  const [up, right] = [position(p), position(q)];
  return up === null || right === null ? null : place(frame, up, right);
}

function mark(factor: MatrixFactor, initial: Point, residual: Point | null, radius: number): Mark {
  return { factor, initial, residual, arrow: residual === null ? null : between(initial, residual, radius, radius + 1) };
}
