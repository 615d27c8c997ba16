const SMALLEST_BITS = 2 ** 16;
/** 32 MB: ten million keys with one wrong "perhaps" in a thousand. */
const LARGEST_BITS = 2 ** 28;

/**
 * Whether a key was seen before: "no" is certain, "perhaps" is to be looked up (a Bloom filter, three places a key).
 * It takes the place of a look-up in an index for keys that come once, in memory that does not grow.
 */
export class KeyFilter {
  readonly #words: Uint32Array;
  readonly #mask: number;

  /** @param fileSize bytes of the file the keys come from; a row takes some dozens of them, packed or not */
  constructor(fileSize: number) {
    const bits = Math.min(LARGEST_BITS, Math.max(SMALLEST_BITS, 2 ** Math.ceil(Math.log2(Math.max(1, fileSize)))));
    this.#words = new Uint32Array(bits / 32);
    this.#mask = bits - 1;
  }

  /** Takes a key in; false where it certainly was not there. */
  seen(key: string): boolean {
    let first = 0x811c9dc5;
    let second = 0x9747b28c;
    for (let at = 0; at < key.length; at += 1) {
      const code = key.charCodeAt(at);
      first = Math.imul(first ^ code, 0x01000193);
      second = Math.imul(second ^ code, 0x5bd1e995) ^ (second >>> 15);
    }
    first = mix(first);
    second = mix(second) | 1;
    // Both are worked out to the end: a key that is new in one place is taken in at all three.
    const a = this.#mark(first);
    const b = this.#mark((first + second) | 0);
    const c = this.#mark((first + Math.imul(second, 2)) | 0);
    return a && b && c;
  }

  #mark(place: number): boolean {
    const bit = place & this.#mask;
    const word = bit >>> 5;
    const one = 1 << (bit & 31);
    const before = this.#words[word] ?? 0;
    if ((before & one) !== 0) return true;
    this.#words[word] = before | one;
    return false;
  }
}

/** Spreads the last characters, in which keys differ most, over all bits. */
function mix(hash: number): number {
  let value = hash ^ (hash >>> 16);
  value = Math.imul(value, 0x85ebca6b);
  value ^= value >>> 13;
  value = Math.imul(value, 0xc2b2ae35);
  return value ^ (value >>> 16);
}
