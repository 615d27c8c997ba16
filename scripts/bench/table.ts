import type { Reading } from './meter.ts';

/** One line of the result. */
export interface Line {
  readonly name: string;
  readonly rival: string;
  readonly goal: number | null;
  readonly skipped: string | null;
  /** Medians over the runs; null where skipped. */
  readonly ours: Reading | null;
  readonly theirs: Reading | null;
  /** ours / theirs, by the clock and by processor time; the medians of the ratios of each run. */
  readonly ratio: number | null;
  readonly cpuRatio: number | null;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function medianReading(readings: readonly Reading[]): Reading {
  const of = (read: (reading: Reading) => number): number => median(readings.map(read));
  return { seconds: of((r) => r.seconds), cpuSeconds: of((r) => r.cpuSeconds), peakMb: of((r) => r.peakMb), count: of((r) => r.count) };
}

/** As Markdown, so that it can go into docs/performance.md as it is. */
export function toTable(lines: readonly Line[]): string {
  const head = ['measured', 'against', 'ours', 'rival', 'ratio', 'ratio, processor', 'goal', 'peak MB, ours / rival'];
  const body = lines.map(({ name, rival, goal, skipped, ours, theirs, ratio, cpuRatio }) =>
    ours === null || theirs === null
      ? [name, rival, skipped ?? '', '', '', '', '', '']
      : [name, rival, time(ours.seconds), time(theirs.seconds), times(ratio), times(cpuRatio), goal === null ? '' : times(goal), `${mb(ours.peakMb)} / ${mb(theirs.peakMb)}`],
  );
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function times(ratio: number | null): string {
  return ratio === null || Number.isNaN(ratio) ? '?' : ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(2);
}

function time(seconds: number): string {
  if (seconds >= 1) return `${seconds.toFixed(2)} s`;
  return seconds >= 0.001 ? `${(seconds * 1000).toFixed(1)} ms` : `${(seconds * 1e6).toFixed(1)} µs`;
}

function mb(peak: number): string {
  return Number.isNaN(peak) ? '?' : peak.toFixed(0);
}
