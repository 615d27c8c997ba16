import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * The folder for what is downloaded once for all checkouts of this user:
 * $XDG_CACHE_HOME/fengqiao or ~/.cache/fengqiao, %LOCALAPPDATA%\fengqiao\cache on Windows.
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'fengqiao', 'cache');
  const xdg = env['XDG_CACHE_HOME'];
  return join(xdg !== undefined && xdg !== '' ? xdg : join(env['HOME'] ?? homedir(), '.cache'), 'fengqiao');
}

/** The folder for what belongs to this checkout alone and may be deleted at any time. */
export const LOCAL_CACHE = join(ROOT, '.cache');
