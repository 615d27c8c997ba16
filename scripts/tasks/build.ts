import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from '../setup/child.ts';
import { fingerprint } from '../setup/fingerprint.ts';
import { ROOT } from '../setup/paths.ts';
import { duration, say } from '../setup/say.ts';

/** Everything the build reads. */
const INPUTS = [
  'electron',
  'renderer',
  'shared',
  'resources',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'tsconfig.base.json',
  'tsconfig.web.json',
];
const OUTPUTS = ['main/index.js', 'main/data-process.js', 'main/intake-worker.js', 'preload/index.cjs', 'renderer/index.html'];
const OUT = join(ROOT, 'out');
const STAMP = join(OUT, '.stamp');

/** Whether out/ was built from exactly the present sources. */
function isFresh(inputs: string): boolean {
  if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== inputs) return false;
  return OUTPUTS.every((path) => existsSync(join(OUT, path)));
}

/** To be called by what changes out/ in another way, so that the next build is a real one. */
export function forgetBuild(): void {
  rmSync(STAMP, { force: true });
}

/** Builds out/ with electron-vite unless it is fresh. Returns the exit status. */
export async function buildIfStale(output: 'show' | 'keep' = 'keep'): Promise<number> {
  const inputs = fingerprint(ROOT, INPUTS);
  if (isFresh(inputs)) return 0;
  const started = Date.now();
  forgetBuild();
  say('Building the program.');
  const result = await runNode('node_modules/electron-vite/bin/electron-vite.js', ['build'], {
    output,
    env: { NODE_ENV: 'production' },
  });
  if (result.code !== 0) {
    say(result.output.trimEnd());
    say(`The build failed after ${duration(Date.now() - started)}.`);
    return result.code;
  }
  const lacking = OUTPUTS.filter((path) => !existsSync(join(OUT, path)));
  if (lacking.length > 0) {
    say(`The build ended well but did not write ${lacking.join(', ')}.`);
    return 1;
  }
  mkdirSync(OUT, { recursive: true });
  writeFileSync(STAMP, inputs);
  say(`Built in ${duration(Date.now() - started)}.`);
  return 0;
}

/** `npm run build` */
export async function build(): Promise<number> {
  const code = await buildIfStale('show');
  if (code === 0) say('out/ is up to date.');
  return code;
}
