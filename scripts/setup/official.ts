import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { runNode } from './child.ts';
import { fetchBody, reasonOf } from './download.ts';
import { cacheFolder, ROOT } from './paths.ts';
import { packageVersion, runtimeAt } from './runtime.ts';
import type { ElectronRuntime } from './runtime.ts';
import { megabytes, progress, say } from './say.ts';

const PACKAGE = join(ROOT, 'node_modules', 'electron');
const REMEMBERED_MS = 24 * 3600 * 1000;

const failureSchema = z.object({ source: z.string(), at: z.number(), reason: z.string() });
const checksumsSchema = z.record(z.string(), z.string());

export interface OfficialFailure {
  readonly reason: string;
  /** True where the failure of an earlier start is taken as still valid and nothing was tried. */
  readonly remembered: boolean;
}

export const officialVersion = (): string => packageVersion(PACKAGE);

/** The official Electron if it is there already. */
export function installedOfficial(): ElectronRuntime | undefined {
  const runtime = runtimeAt(join(PACKAGE, 'dist'));
  return runtime?.version === officialVersion() && existsSync(join(PACKAGE, 'path.txt')) ? runtime : undefined;
}

/** Changes when the user sets another mirror or proxy, so that it is tried at once. */
export function sourceFingerprint(env: NodeJS.ProcessEnv = process.env): string {
  const relevant = Object.keys(env)
    .filter((name) => /^(npm_config_electron_|ELECTRON_(MIRROR|CUSTOM)|https?_proxy$|no_proxy$)/iu.test(name))
    .sort()
    .map((name) => `${name}=${env[name] ?? ''}`);
  return createHash('sha256')
    .update([officialVersion(), ...relevant].join('\n'))
    .digest('hex');
}

const failureFile = (): string => join(cacheFolder(), 'official-electron-failed.json');

function rememberedFailure(now: number): string | undefined {
  if (!existsSync(failureFile())) return undefined;
  try {
    const failure = failureSchema.parse(JSON.parse(readFileSync(failureFile(), 'utf8')));
    const recent = now - failure.at >= 0 && now - failure.at < REMEMBERED_MS;
    return recent && failure.source === sourceFingerprint() ? failure.reason : undefined;
  } catch {
    return undefined; // unreadable: as if nothing were remembered
  }
}

/** Streams one file of the download, with progress and time limits; Electron's own package checks its checksum. */
async function downloadFile(url: string, target: string, onReached: () => void): Promise<void> {
  let show: ((done: number) => void) | undefined;
  const body = fetchBody(url, (done, total) => {
    if (show === undefined) {
      onReached();
      say(`Downloading Electron ${officialVersion()} from ${new URL(url).host}${total === null ? '' : ` (${megabytes(total)})`}.`);
      show = progress('Electron', total);
    }
    show(done);
  });
  await pipeline(body, createWriteStream(target));
}

/**
 * Downloads the official Electron the way its own package does (ELECTRON_MIRROR, its cache, its
 * pinned checksums), or says why that cannot be. That nobody answered is remembered for a day, so
 * that later starts are quick; another mirror or proxy is tried at once.
 */
export async function fetchOfficial(now: number): Promise<ElectronRuntime | OfficialFailure> {
  const remembered = rememberedFailure(now);
  if (remembered !== undefined) return { reason: remembered, remembered: true };
  const contact = { reached: false };
  try {
    const { downloadArtifact } = await import('@electron/get');
    await downloadArtifact({
      version: officialVersion(),
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums: checksumsSchema.parse(JSON.parse(readFileSync(join(PACKAGE, 'checksums.json'), 'utf8'))),
      downloader: { download: (url, target) => downloadFile(url, target, () => (contact.reached = true)) },
      ...(process.env['electron_config_cache'] === undefined ? {} : { cacheRoot: process.env['electron_config_cache'] }),
    });
    // What is in the cache now, Electron's own installer unpacks.
    const installer = await runNode(join('node_modules', 'electron', 'install.js'), [], { output: 'keep' });
    const runtime = installedOfficial();
    if (runtime === undefined) throw new Error(`its installer failed: ${installer.output.trim().split('\n')[0] ?? ''}`);
    rmSync(failureFile(), { force: true });
    return runtime;
  } catch (error) {
    const reason = reasonOf(error).replace(/\.$/u, '');
    // What came but broke off or was damaged is worth another try at the next start.
    if (contact.reached) return { reason, remembered: false };
    mkdirSync(cacheFolder(), { recursive: true });
    writeFileSync(failureFile(), JSON.stringify({ source: sourceFingerprint(), at: now, reason }));
    return { reason, remembered: false };
  }
}
