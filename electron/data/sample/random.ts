/**
 * Randomness without a state: every draw is a pure function of (seed, category, row, purpose), so any row of
 * any category can be computed alone. That is what lets a row refer to another one without a stored list.
 */

/** murmur3's finaliser: every input bit reaches every output bit. */
function scramble(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Mixes two 32-bit numbers into one; order matters. */
export function mix(a: number, b: number): number {
  return scramble(Math.imul(a ^ 0x9e3779b9, 0x2c1b3c6d) ^ scramble(b + 0x6d2b79f5));
}

/** A 32-bit number for a text (FNV-1a over its UTF-16 units, scrambled). */
export function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return scramble(h);
}

/** A 32-bit number as a fraction in [0, 1). */
export function unit(hash: number): number {
  return hash / 4294967296;
}

/** Roughly normal (mean 0, deviation 1), within -3.5 .. 3.5: the sum of four uniform draws. */
export function bell(hash: number): number {
  let sum = 0;
  for (let k = 0; k < 4; k += 1) sum += unit(mix(hash, k));
  return (sum - 2) * Math.sqrt(3);
}

/** A weighted choice prepared once: `pick(u)` returns the place of the weight that the fraction falls on. */
export class Weighted {
  readonly #upTo: Float64Array;
  readonly #total: number;

  /** @param weights none negative, at least one positive */
  constructor(weights: readonly number[]) {
    let sum = 0;
    this.#upTo = Float64Array.from(weights, (weight) => (sum += weight));
    this.#total = sum;
  }

  pick(fraction: number): number {
    const wanted = fraction * this.#total;
    let low = 0;
    let high = this.#upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#upTo[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
