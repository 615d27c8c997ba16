import { exact } from '#shared/domain/decimal/index.ts';
import type { SampleRule } from './rules.ts';

export interface SampleVerdict {
  /** Fewest valid answers that satisfy the rule; null while it is not known how many are concerned and the rule needs it. */
  readonly needed: number | null;
  /** Null while `needed` is. */
  readonly enough: boolean | null;
}

/**
 * Whether enough have answered.
 *
 * @param population how many are concerned, in the unit of the rule; null = not known
 * @param valid valid answers
 */
export function judgeSample(rule: SampleRule, population: number | null, valid: number): SampleVerdict {
  const needed = neededAnswers(rule, population);
  return { needed, enough: needed === null ? null : valid >= needed };
}

/** No more can be asked than are concerned: a rule that wants more wants all. */
function neededAnswers({ bands }: SampleRule, population: number | null): number | null {
  const [only, second] = bands;
  if (population === null) return second === undefined && only !== undefined && exact(only.share).isZero() ? only.atLeast : null;
  const band = bands.find(({ upTo }) => upTo === null || population <= upTo);
  if (band === undefined) return null;
  const part = exact(band.share).times(population);
  const byShare = band.more ? part.floor().plus(1).toNumber() : part.ceil().toNumber();
  const wanted = Math.max(byShare, band.atLeast);
  return exact(band.share).isZero() ? wanted : Math.min(wanted, population);
}
