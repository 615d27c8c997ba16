import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathEntries, run } from './child.ts';
import { say, SetupError } from './say.ts';

/** What Electron links against, by Debian's names; newer releases add "t64" to some. */
const PACKAGES = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libcups2',
  'libdrm2',
  'libxkbcommon0',
] as const;

/** Names of shared libraries that `ldd` could not find. */
export function missingFromLdd(output: string): readonly string[] {
  return [...output.matchAll(/^\s*(\S+) => not found$/gmu)].map((match) => match[1] ?? '');
}

export function onPath(program: string, env: NodeJS.ProcessEnv = process.env): boolean {
  return pathEntries(env).some((folder) => existsSync(join(folder, program)));
}

async function missingLibraries(executable: string): Promise<readonly string[]> {
  if (!onPath('ldd')) return []; // not glibc: Electron itself will say what it lacks
  const result = await run('ldd', [executable], { output: 'keep' });
  return missingFromLdd(result.output);
}

/** Whether this is Debian or one of its children (Ubuntu, UOS, Kylin), by /etc/os-release. */
export function isDebianLike(osRelease: string): boolean {
  const values = [...osRelease.matchAll(/^(?:ID|ID_LIKE)="?([^"\n]*)"?$/gmu)].flatMap((match) => (match[1] ?? '').split(' '));
  return values.some((value) => value === 'debian' || value === 'ubuntu');
}

/** The first few of many names. */
export function inShort(names: readonly string[]): string {
  const shown = names.slice(0, 4).join(', ');
  return names.length > 4 ? `${shown} and ${String(names.length - 4)} more` : shown;
}

/** The name under which this release offers a package: some were renamed in 2024 (64-bit time). */
async function offeredName(name: string): Promise<string> {
  const policy = await run('apt-cache', ['policy', name], { output: 'keep' });
  const offered = /Candidate: (?!\(none\))/u.test(policy.output);
  return offered ? name : `${name}t64`;
}

async function aptInstall(packages: readonly string[]): Promise<void> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const update = await run('apt-get', ['update', '-qq'], { output: 'keep', env });
  const names = await Promise.all(packages.map(offeredName));
  const install = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { output: 'keep', env });
  if (install.code === 0) return;
  const log = [update.output, install.output].join('\n').trim().split('\n').slice(-15).join('\n');
  throw new SetupError(`The system libraries could not be installed:\n${log}`);
}

/**
 * Makes sure that Electron finds its system libraries on Linux, and that Xvfb is there when no
 * display is: as root on Debian and its children they are installed, otherwise the exact command
 * is the error's text.
 */
export async function ensureLibraries(executable: string, needsDisplay: boolean): Promise<void> {
  if (process.platform !== 'linux') return;
  const missing = await missingLibraries(executable);
  const packages = [...(missing.length > 0 ? PACKAGES : []), ...(needsDisplay && !onPath('Xvfb') ? ['xvfb'] : [])];
  if (packages.length === 0) return;
  const lacking = inShort([...(packages.includes('xvfb') ? ['Xvfb (there is no display)'] : []), ...missing]);
  const debian = existsSync('/etc/os-release') && isDebianLike(readFileSync('/etc/os-release', 'utf8')) && onPath('apt-get');
  if (!debian)
    throw new SetupError(
      `Electron lacks ${lacking}. Install them with this system's package manager (Debian's names: ${packages.join(' ')}) and repeat.`,
    );
  if (process.getuid?.() !== 0) {
    throw new SetupError(
      `Electron lacks ${lacking}. Run this and repeat:\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`,
    );
  }
  say(`Installing the system packages ${packages.join(' ')} (Electron lacks ${lacking}).`);
  await aptInstall(packages);
  const still = await missingLibraries(executable);
  if (still.length > 0) throw new SetupError(`Electron still lacks ${still.join(', ')} after installing ${packages.join(' ')}.`);
}
