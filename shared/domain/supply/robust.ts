/** How a month compares with the months before it. Counts are whole; median and spread may be halves. */
export interface Judgement {
  readonly median: number | null;
  /** Median absolute deviation from the median. */
  readonly mad: number | null;
  /** Robust z, rounded to two places; null while too few months are known. */
  readonly z: number | null;
  /** drop: a quarter of the usual or less; high, low: beyond 3.5; unknown: fewer than six months before. */
  readonly verdict: 'normal' | 'high' | 'low' | 'drop' | 'unknown';
}

/** Iglewicz and Hoaglin (1993): beyond 3.5 an observation is an outlier. */
const OUTLIER = 3.5;
/** Makes the MAD of a normal distribution its standard deviation. */
const TO_DEVIATION = 1.4826;
const FEWEST_MONTHS = 6;
/** Shares of fewer rows tell nothing. */
const FEWEST_ROWS = 20;
/** A drop of a handful of rows is no news. */
const LEAST_FOR_DROP = 10;

/** The middle of the values, or the mean of the two in the middle; null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

/**
 * Judges a month by the months before it. The spread is never taken below that of chance (the square root of the median):
 * a town that had exactly two cases every month is not alarming with five.
 */
export function judge(value: number, before: readonly number[]): Judgement {
  const middle = median(before);
  const mad = middle === null ? null : median(before.map((one) => Math.abs(one - middle)));
  if (middle === null || mad === null || before.length < FEWEST_MONTHS) return { median: middle, mad, z: null, verdict: 'unknown' };
  const spread = Math.max(mad * TO_DEVIATION, Math.sqrt(middle), 1);
  const z = Math.round(((value - middle) / spread) * 100) / 100;
  return { median: middle, mad, z, verdict: verdictOf(value, middle, z) };
}

function verdictOf(value: number, middle: number, z: number): Judgement['verdict'] {
  if (middle >= LEAST_FOR_DROP && value * 4 <= middle) return 'drop';
  if (z > OUTLIER) return 'high';
  return z < -OUTLIER ? 'low' : 'normal';
}

/**
 * A field that suddenly arrives empty: filled to a tenth of the usual or less, and still in order the month before. What is
 * filled only when a case ends (an answer, a closing) thins out over the last months and is no such field. Shares 0..1.
 *
 * @param before the months before, oldest first
 */
export function fillFell(share: number, rows: number, before: readonly number[]): boolean {
  const usual = median(before);
  const last = before.at(-1);
  if (usual === null || last === undefined || before.length < FEWEST_MONTHS || rows < FEWEST_ROWS || usual < 0.5) return false;
  return share * 10 <= usual && last * 2 >= usual;
}
