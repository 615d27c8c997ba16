import { scalesOf } from '#shared/domain/assessment/index.ts';
import type { FactorPatch, FactorView } from '#shared/contract/index.ts';
import type { Desk } from '../desk/desk.ts';
import { scoreKey } from '../desk/keys.ts';
import { itemOf, wcScale } from './method-scales.ts';

/**
 * What a key scores a factor with: by p and q 1-5, with Shift for q; by C its level; of a scorecard's item the choice of that number.
 * Null for other keys, and where the method has no such level.
 */
export function keyedScore(event: KeyboardEvent, { model, method }: Pick<Desk, 'model' | 'method'>, factorId: string, side: 'initial' | 'residual'): FactorPatch | null {
  const key = scoreKey(event);
  if (key === null) return null;
  const after = side === 'residual';
  switch (method.kind) {
    case 'wpq': {
      const value = scalesOf(model)[key.axis].find(({ level }) => level === key.level)?.value;
      if (value === undefined) return null;
      if (key.axis === 'p') return after ? { residualP: value } : { p: value };
      return after ? { residualQ: value } : { q: value };
    }
    case 'wc': {
      const value = wcScale(method).find(({ level }) => level === key.level)?.value;
      if (value === undefined) return null;
      return after ? { residualC: value } : { c: value };
    }
    case 'scorecard': {
      const item = itemOf(method, factorId);
      const points = item?.kind === 'points' ? item.choices[key.level - 1]?.points : undefined;
      if (points === undefined) return null;
      return after ? { residualPoints: points } : { points };
    }
  }
}

/** The same figures after the measures as before them. */
export function unchangedScore({ method }: Pick<Desk, 'method'>, { p, q, c, points, opposed }: FactorView): FactorPatch {
  switch (method.kind) {
    case 'wpq':
      return { residualP: p, residualQ: q };
    case 'wc':
      return { residualC: c };
    case 'scorecard':
      return opposed === null ? { residualPoints: points } : { residualOpposed: [...opposed] };
  }
}
