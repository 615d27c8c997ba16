import { readFileSync } from 'node:fs';
import { findMethod, loadMethods } from '#data/assessment/index.ts';
import { readOptions } from '../options.ts';
import { RESOURCES } from '../program.ts';
import { runScore } from '../score.ts';
import { UsageError } from '../usage.ts';

/** `score FILE` (or `-` for standard input): one JSON object in, one line of JSON out; returns the exit status. */
export function scoreCommand(args: readonly string[]): number {
  const [file, ...rest] = readOptions(args, {}).positionals;
  if (file === undefined || rest.length > 0) throw new UsageError('score takes one file.');
  const methods = loadMethods(RESOURCES);
  const outcome = runScore(readInput(file), (ref) => findMethod(methods, ref));
  process.stdout.write(`${outcome.output}\n`);
  return outcome.exitCode;
}

function readInput(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch {
    throw new UsageError(`${file} cannot be read.`);
  }
}
