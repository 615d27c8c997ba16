import { exact, Real, toDecimalString, toFixedString, ZERO, type DecimalString, type Exact } from '#shared/domain/decimal/index.ts';
import { WEIGHT_PLACES } from '#shared/domain/grading/index.ts';
import type { OwnRange } from '#shared/domain/uncertainty/index.ts';
import type { Opinion } from './ballot.ts';
import type { BallotField } from './settings.ts';

/** What is entered for a factor, decimal text. */
export type EnteredScore = Readonly<Record<BallotField, string | null>>;

/**
 * The spread of a round as ranges around what is entered: from the least to the most that an expert said, widened to hold the entered
 * value. Importance is turned into weight by the ratio of entered weight to aggregated importance. Where nobody differs there is no range.
 */
export function rangesOfOpinion({ factors }: Opinion, entered: ReadonlyMap<string, EnteredScore>): OwnRange[] {
  return factors.flatMap(({ factor, fields }) => fields.flatMap(({ field, aggregate, spread }): OwnRange[] => {
    const text = entered.get(factor)?.[field] ?? null;
    if (text === null) return [];
    const at = exact(text);
    const scale = (said: DecimalString): Exact => (field === 'weight' ? scaled(exact(said), at, exact(aggregate)) : exact(said));
    const [least, most] = [scale(spread.least), scale(spread.most)];
    const range = { low: least.lt(at) ? least : at, high: most.gt(at) ? most : at };
    return range.low.eq(range.high) ? [] : [{ factor, field, low: toDecimalString(range.low), high: toDecimalString(range.high) }];
  }));
}

/** Said x entered / aggregate, cut to the places of a weight and to 1; as entered where nobody gave the factor any importance. */
function scaled(said: Exact, entered: Exact, aggregate: Exact): Exact {
  if (aggregate.eq(ZERO)) return entered;
  const value = exact(toFixedString(new Real(said).times(entered).div(aggregate), WEIGHT_PLACES));
  return value.gt(1) ? exact('1') : value;
}
