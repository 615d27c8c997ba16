import { performance } from 'node:perf_hooks';

/** What one run took. */
export interface Reading {
  readonly seconds: number;
  /** Processor time of all threads: steadier than the clock where the machine has other work. */
  readonly cpuSeconds: number;
  /** Peak resident memory of the whole process, in MB (10^6 bytes). */
  readonly peakMb: number;
  /** What was worked on, so that two ways can be held against each other. */
  readonly count: number;
}

/**
 * Measures work inside a child process of the benchmark and tells it on stdout.
 *
 * @param work returns how many things it worked on
 * @param times how often it is done; the reading is of one
 */
export async function tell(work: () => number | Promise<number>, times = 1): Promise<void> {
  const cpu = process.cpuUsage();
  const begun = performance.now();
  let count = 0;
  for (let turn = 0; turn < times; turn += 1) count = await work();
  const seconds = (performance.now() - begun) / 1000 / times;
  const used = process.cpuUsage(cpu);
  const reading: Reading = { seconds, cpuSeconds: (used.user + used.system) / 1e6 / times, peakMb: (process.resourceUsage().maxRSS * 1024) / 1e6, count };
  process.stdout.write(`${JSON.stringify(reading)}\n`);
}

/** The arguments of a job, all of them needed. */
export function jobArguments<const Names extends readonly string[]>(...names: Names): { [Index in keyof Names]: string } {
  return names.map((name, index) => {
    const value = process.argv[2 + index];
    if (value === undefined) throw new Error(`missing argument: ${name}`);
    return value;
  }) as { [Index in keyof Names]: string };
}
