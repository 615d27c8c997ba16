import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { SetupError } from './say.ts';

/** Big enough for the window at its usual size with room around it. */
const SCREEN = '1920x1080x24';
const START_MS = 15_000;

/** Whether windows can be shown here. Only Linux goes without. */
export function hasDisplay(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): boolean {
  if (platform !== 'linux') return true;
  return [env['DISPLAY'], env['WAYLAND_DISPLAY']].some((value) => value !== undefined && value !== '');
}

export interface Display {
  /** What DISPLAY is to be, for example ":99". */
  readonly name: string;
  readonly stop: () => void;
}

/**
 * Starts Xvfb on a display number that it finds free itself, and returns once it accepts windows.
 * It is stopped by its process id, at the latest when this process ends.
 */
export function startDisplay(): Promise<Display> {
  return new Promise((resolve, reject) => {
    const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    });
    const stop = (): void => void child.kill('SIGTERM');
    process.once('exit', stop);
    let number = '';
    let log = '';
    const timer = setTimeout(() => {
      stop();
      reject(new SetupError(`Xvfb did not start within ${String(START_MS / 1000)} s.\n${log}`));
    }, START_MS);
    child.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()));
    (child.stdio[3] as Readable).on('data', (chunk: Buffer) => {
      number += chunk.toString();
      if (!number.includes('\n')) return;
      clearTimeout(timer);
      resolve({
        name: `:${number.trim()}`,
        stop: () => {
          process.removeListener('exit', stop);
          stop();
        },
      });
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(new SetupError(`Xvfb could not be started: ${error.message}`));
    });
    child.on('exit', (code) => {
      clearTimeout(timer);
      reject(new SetupError(`Xvfb ended at once (${String(code)}).\n${log}`));
    });
  });
}
