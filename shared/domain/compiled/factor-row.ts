import type { DraftFactor, Gap, Warning } from '#shared/domain/grading/index.ts';
import type { Grid } from './grid.ts';
import { MISSING, OUT_OF_RANGE, readShare, TOO_FINE } from './units.ts';

/** One factor in units of a grid, with marks below 0 where there is no usable value. */
export interface FactorRow {
  /** What it was read from. */
  readonly factor: DraftFactor;
  readonly weight: number;
  readonly p: number;
  readonly q: number;
  /** After the measures; the initial values where it has none of its own. */
  readonly residualP: number;
  readonly residualQ: number;
  /** It has values of its own after the measures, whole or half. */
  readonly reassessed: boolean;
}

/**
 * Reads a factor; a text that is as in the row before is not read again.
 *
 * @param before the row that stood in its place, on the same grid
 * @returns null where a value has more decimals than the grid holds
 */
export function readRow(factor: DraftFactor, grid: Grid, before: FactorRow | undefined): FactorRow | null {
  const { initial, residual } = factor;
  const known = before?.factor;
  const weight = before !== undefined && factor.weight === known?.weight ? before.weight : readShare(factor.weight, grid.weight);
  const p = before !== undefined && initial.p === known?.initial.p ? before.p : readShare(initial.p, grid.share);
  const q = before !== undefined && initial.q === known?.initial.q ? before.q : readShare(initial.q, grid.share);
  const reassessed = residual.p !== null || residual.q !== null;
  const own = reassessed && before?.reassessed === true;
  const residualP = !reassessed ? p : own && residual.p === known?.residual.p ? before.residualP : readShare(residual.p, grid.share);
  const residualQ = !reassessed ? q : own && residual.q === known?.residual.q ? before.residualQ : readShare(residual.q, grid.share);
  if (weight === TOO_FINE || p === TOO_FINE || q === TOO_FINE || residualP === TOO_FINE || residualQ === TOO_FINE) return null;
  return { factor, weight, p, q, residualP, residualQ, reassessed };
}

/** What is missing or unusable of a factor. */
export function gapsOf({ factor: { id }, weight, p, q, residualP, residualQ, reassessed }: FactorRow): readonly Gap[] {
  if (weight >= 0 && p >= 0 && q >= 0 && residualP >= 0 && residualQ >= 0) return NOTHING;
  const gaps: Gap[] = [];
  const look = (value: number, field: Gap['field']): void => {
    if (value < 0) gaps.push({ factor: id, field, reason: value === MISSING ? 'missing' : value === OUT_OF_RANGE ? 'outOfRange' : 'notANumber' });
  };
  look(weight, 'weight');
  look(p, 'initial.p');
  look(q, 'initial.q');
  if (reassessed) {
    look(residualP, 'residual.p');
    look(residualQ, 'residual.q');
  }
  return gaps;
}

/** What a reader must know of a factor of a case that has a residual side. */
export function warningsOf({ factor: { id }, p, q, residualP, residualQ, reassessed }: FactorRow): readonly Warning[] {
  if (p < 0 || q < 0 || residualP < 0 || residualQ < 0) return NOTHING;
  if (!reassessed) return [{ code: 'RESIDUAL_MISSING', factor: id }];
  if (residualP <= p && residualQ <= q) return NOTHING;
  const above: Warning[] = [];
  const look = (higher: boolean, field: 'p' | 'q' | 'r'): void => {
    if (higher) above.push({ code: 'RESIDUAL_ABOVE_INITIAL', factor: id, field });
  };
  look(residualP > p, 'p');
  look(residualQ > q, 'q');
  look(residualP * residualQ > p * q, 'r');
  return above;
}

const NOTHING: readonly never[] = [];
