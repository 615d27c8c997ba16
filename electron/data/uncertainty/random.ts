import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomSource } from '#shared/domain/uncertainty/index.ts';

const STEPS = 2 ** 32;
/** A small seed leaves the first numbers of the generator poor. */
const WARM_UP = 64;

/** Numbers strictly between 0 and 1 in steps of 2^-32, never the ends; the same seed gives the same numbers on every machine. */
export function seededSource(seed: number): RandomSource {
  const generator = xoroshiro128plus(seed);
  for (let n = 0; n < WARM_UP; n += 1) generator.next();
  return () => ((generator.next() >>> 0) + 0.5) / STEPS;
}
