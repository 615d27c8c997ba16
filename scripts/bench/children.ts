import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { join } from 'node:path';
import { z } from 'zod';
import type { Reading } from './meter.ts';

/** What the kernel does not tell is null on the way and NaN here. */
const figure = z.number().nullable().transform((value) => value ?? Number.NaN);
const reading = z.object({ seconds: z.number(), cpuSeconds: figure, peakMb: figure, count: z.number() });
const CLOCK_TICKS = 100;

/** Runs a job of jobs/ in a process of its own, so that one run's memory does not show in another's peak. */
export async function measureJob(job: string, ...args: readonly string[]): Promise<Reading> {
  const output = await run(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'jobs', `${job}.ts`), ...args], '');
  return reading.parse(JSON.parse(output.trim().split('\n').at(-1) ?? ''));
}

/** A job that only gets things ready; returns the last line it says. */
export async function runJob(job: string, ...args: readonly string[]): Promise<string> {
  const output = await run(process.execPath, [join(import.meta.dirname, 'jobs', `${job}.ts`), ...args], '');
  return output.trim().split('\n').at(-1) ?? '';
}

/** Runs statements and dot commands in the sqlite3 shell; its peak memory and processor time are told by the kernel. */
export async function measureShell(db: string, script: string): Promise<Reading> {
  const linux = process.platform === 'linux';
  // The shell that it starts asks about its parent.
  const probe = linux ? '.shell grep VmHWM /proc/$PPID/status\n.shell cat /proc/$PPID/stat\n' : '';
  const begun = performance.now();
  const output = await run('sqlite3', ['-bail', '-batch', db], script + probe);
  const seconds = (performance.now() - begun) / 1000;
  const peak = /VmHWM:\s+(\d+) kB/.exec(output)?.[1];
  const ticks = /^\d+ \(sqlite3\) .*$/m.exec(output)?.[0].split(' ').slice(13, 15) ?? ['NaN'];
  const count = Number(/^rows=(\d+)$/m.exec(output)?.[1] ?? Number.NaN);
  return { seconds, cpuSeconds: ticks.reduce((sum, part) => sum + Number(part), 0) / CLOCK_TICKS, peakMb: (Number(peak ?? Number.NaN) * 1024) / 1e6, count };
}

export async function hasShell(): Promise<boolean> {
  return run('sqlite3', ['--version'], '').then(() => true, () => false);
}

function run(command: string, args: readonly string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    let complaint = '';
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      // One line a row is too much to keep.
      if (complaint.length < 4000) complaint += chunk.toString('utf8');
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out).toString('utf8'));
      else reject(new Error(`${command} ${args.join(' ')} failed (${String(code)}): ${complaint}`));
    });
    // A child that reads no input may be gone before it gets it; how it ended is told by its code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
