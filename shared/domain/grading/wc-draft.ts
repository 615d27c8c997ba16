import { isShare, ONE, parseDecimal, sumOf, toDecimalString, type DecimalString, type Exact } from '#shared/domain/decimal/index.ts';
import type { DirectInput } from './direct.ts';
import { readDirect, saysNothing, type Gap } from './draft-direct.ts';
import type { WcMethod } from './method.ts';
import { judgeWcSide, residualWcWarnings, type WcSide } from './wc.ts';
import { missingPathWarnings, type Warning } from './warnings.ts';

export interface WcDraftInput {
  /** Weight and level value C, before and after the measures; decimal text, null where not given. */
  readonly factors: readonly { readonly id: string; readonly weight: string | null; readonly initial: string | null; readonly residual: string | null }[];
  readonly initial: DirectInput;
  readonly residual: DirectInput;
}

export interface WcDraft {
  readonly initial: WcSide;
  /** Null where nothing at all is said about after the measures. */
  readonly residual: WcSide | null;
  /** The exact sum of the weights that are numbers. */
  readonly weightSum: DecimalString;
  readonly gaps: readonly Gap[];
  readonly warnings: readonly Warning[];
}

/**
 * Judges what there is of a case of the w x C method that is still being scored; never fills in a value. A factor without a C for after the
 * measures keeps its initial one there, with a warning. Complete input gives the same figures as evaluateWc. Never throws for what a user may
 * have typed.
 */
export function evaluateWcDraft(parameters: WcMethod, input: WcDraftInput): WcDraft {
  const gaps: Gap[] = [];
  const factors = input.factors.map(({ id, weight, initial, residual }) => {
    const read = (text: string | null, field: Gap['field']): Exact | null => {
      const value = text === null ? null : parseDecimal(text);
      if (value !== null && isShare(value)) return value;
      gaps.push({ factor: id, field, reason: text === null ? 'missing' : value === null ? 'notANumber' : 'outOfRange' });
      return null;
    };
    return { id, weight: read(weight, 'weight'), initial: read(initial, 'initial.c'), residual: residual === null ? 'none' as const : read(residual, 'residual.c') };
  });
  if (factors.length === 0) gaps.push({ factor: null, field: 'factors', reason: 'missing' });
  const sum = sumOf(factors.flatMap(({ weight }) => weight ?? []));
  if (factors.length > 0 && !sum.eq(ONE)) gaps.push({ factor: null, field: 'weights', reason: 'notOne' });

  const side = (name: 'initial' | 'residual'): WcSide => {
    const judged = factors.map((factor) => ({ id: factor.id, weight: factor.weight, c: name === 'residual' && factor.residual !== 'none' ? factor.residual : factor.initial }));
    return judgeWcSide(parameters, judged, readDirect(parameters.direct, input[name], name, gaps));
  };
  const weightSum = toDecimalString(sum);
  const initial = side('initial');
  if (factors.every(({ residual }) => residual === 'none') && saysNothing(input.residual)) return { initial, residual: null, weightSum, gaps, warnings: [] };
  const residual = side('residual');
  const warnings = factors.flatMap(({ id, initial: before, residual: after }) => (before === null || after === null ? [] : residualWcWarnings(id, before, after === 'none' ? null : after)));
  return { initial, residual, weightSum, gaps, warnings: [...warnings, ...missingPathWarnings(initial.paths, residual.paths)] };
}
