import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './say.ts';

/** Flags for Electron's own command line: Chromium refuses to run as root with its sandbox, and only there it is off. */
export function sandboxFlags(uid: number | undefined = process.getuid?.()): readonly string[] {
  return process.platform === 'linux' && uid === 0 ? ['--no-sandbox'] : [];
}

function kernelSetting(name: string): string | undefined {
  const path = join('/proc/sys/kernel', name);
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined;
}

/** Whether the kernel lets an ordinary user make the namespaces Chromium's sandbox is built from. */
function namespacesAllowed(): boolean {
  return kernelSetting('unprivileged_userns_clone') !== '0' && kernelSetting('apparmor_restrict_unprivileged_userns') !== '1';
}

/**
 * Where the kernel keeps namespaces from ordinary users (some UOS, Kylin and Ubuntu releases), the
 * sandbox needs its helper owned by root. Turning the sandbox off is never the answer: the exact
 * command is.
 */
export function checkSandbox(dist: string): void {
  if (process.platform !== 'linux' || process.getuid?.() === 0 || namespacesAllowed()) return;
  const helper = join(dist, 'chrome-sandbox');
  if (!existsSync(helper)) return;
  const { uid, mode } = statSync(helper);
  if (uid === 0 && (mode & 0o4000) !== 0) return;
  throw new SetupError(
    `This kernel keeps the window's sandbox from ordinary users. Run this once and repeat:\n  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
  );
}
