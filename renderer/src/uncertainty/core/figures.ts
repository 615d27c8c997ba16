import { LEVELS } from '#shared/domain/grading/index.ts';
import { drawsOf, type Tally } from '#shared/domain/uncertainty/index.ts';

/** Tenths of a per cent: what so many draws can tell apart. */
const STEPS = 1000;

/** A count as per cent of all draws with one decimal; what is neither nothing nor everything never looks like it. */
export function shareText(count: number, all: number): string {
  if (all === 0 || count === 0) return '0%';
  if (count === all) return '100%';
  const tenths = Math.round((count * STEPS) / all);
  if (tenths === 0) return '<0.1%';
  if (tenths === STEPS) return '>99.9%';
  return `${(tenths / 10).toFixed(1)}%`;
}

/** Draws whose level is medium or high. */
export function aboveLow(tally: Tally): number {
  return drawsOf(tally) - tally.low;
}

export function aboveLowText(tally: Tally): string {
  return shareText(aboveLow(tally), drawsOf(tally));
}

/** Per cent of each level, for drawing only. */
export function percents(tally: Tally): number[] {
  const all = drawsOf(tally);
  return LEVELS.map((level) => (all === 0 ? 0 : (100 * tally[level]) / all));
}
