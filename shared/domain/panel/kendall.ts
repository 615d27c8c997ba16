import { Real, toDecimalString, toFixedString, exact, type DecimalString, type Exact } from '#shared/domain/decimal/index.ts';

const PLACES = 4;

/**
 * Kendall's coefficient of concordance with the correction for ties: 1 where all experts rank the factors alike, 0 where their ranks have
 * nothing in common. W = 12 S / (m^2 (n^3 - n) - m sum(t^3 - t)), S = sum over factors of (sum of ranks - mean)^2; four decimals.
 *
 * Ranks are doubled, so that the mean rank of a tie is whole; everything up to the last division is in whole numbers.
 *
 * @param scores by expert, then by factor, the same factors in the same order
 * @returns null where it is not defined: fewer than two experts or factors, or nobody tells any two factors apart
 */
export function kendallW(scores: readonly (readonly Exact[])[]): DecimalString | null {
  const experts = scores.length;
  const factors = scores[0]?.length ?? 0;
  if (experts < 2 || factors < 2) return null;
  const ranked = scores.map(doubledRanks);
  const mean = experts * (factors + 1);
  let spread = 0;
  for (let n = 0; n < factors; n += 1) spread += (ranked.reduce((sum, { ranks }) => sum + (ranks[n] ?? 0), 0) - mean) ** 2;
  const ties = ranked.reduce((sum, one) => sum + one.ties, 0);
  const most = experts ** 2 * (factors ** 3 - factors) - experts * ties;
  if (most === 0) return null;
  return toDecimalString(exact(toFixedString(new Real(3 * spread).div(most), PLACES)));
}

/** Twice the rank of each value, the least first, ties sharing their mean; and sum(t^3 - t) over the ties. */
function doubledRanks(values: readonly Exact[]): { readonly ranks: readonly number[]; readonly ties: number } {
  const order = values.map((value, position) => ({ value, position })).sort((a, b) => a.value.cmp(b.value));
  const ranks = new Array<number>(values.length).fill(0);
  let ties = 0;
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && order[to + 1]?.value.eq(order[from]?.value ?? 0) === true) to += 1;
    for (let n = from; n <= to; n += 1) ranks[order[n]?.position ?? 0] = from + to + 2;
    ties += (to - from + 1) ** 3 - (to - from + 1);
    from = to + 1;
  }
  return { ranks, ties };
}
