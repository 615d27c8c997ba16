import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { ROOT } from './paths.ts';
import { SetupError } from './say.ts';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** 'show' passes the child's output through; 'keep' collects it. */
  readonly output?: 'show' | 'keep';
}

export interface RunResult {
  /** The exit status; 128 + n when the child ended by signal n is told as 1. */
  readonly code: number;
  /** stdout and stderr as they came, only with output 'keep'. */
  readonly output: string;
}

/** Runs a program to its end. A kill of this process is passed on to it. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const keep = options.output === 'keep';
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? ROOT,
      env: { ...process.env, ...options.env },
      stdio: keep ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    const pass = (): void => void child.kill('SIGTERM');
    process.once('SIGTERM', pass);
    child.on('error', (error) => {
      process.removeListener('SIGTERM', pass);
      reject(new SetupError(`${command} could not be started: ${error.message}`));
    });
    child.on('close', (code) => {
      process.removeListener('SIGTERM', pass);
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}

/** Runs a Node program of the project's own or of a package, on the Node that runs this. */
export function runNode(script: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return run(process.execPath, [join(ROOT, script), ...args], options);
}

/** Runs npm: the one that called us where npm did, else the one on the PATH. */
export function runNpm(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const own = process.env['npm_execpath'];
  // npm finds its machine-wide settings by the Node that runs it, so it gets the one it was started with.
  const starter = process.env['npm_node_execpath'] ?? process.execPath;
  if (own !== undefined && /\.c?js$/u.test(own)) return run(starter, [own, ...args], options);
  return process.platform === 'win32' ? run('cmd.exe', ['/d', '/s', '/c', 'npm.cmd', ...args], options) : run('npm', args, options);
}

/** The first file named `program` in the folders of PATH, or undefined. */
export function pathEntries(env: NodeJS.ProcessEnv = process.env): readonly string[] {
  return (env['PATH'] ?? '').split(delimiter).filter((entry) => entry !== '');
}
