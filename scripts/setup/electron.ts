import { fetchOfficial, installedOfficial, officialVersion } from './official.ts';
import { ensureRegistryRuntime, registryVersion } from './registry-runtime.ts';
import { runtimeAt } from './runtime.ts';
import type { ElectronRuntime } from './runtime.ts';
import { say, SetupError } from './say.ts';

/** What the announcement calls the two ways the data process is started. */
function dataProcess(runtime: ElectronRuntime): string {
  return runtime.needsFork ? `data process: forked Node ${process.versions.node}` : 'data process: utilityProcess';
}

function announce(runtime: ElectronRuntime, why: string): ElectronRuntime {
  say(`Electron ${runtime.version} (${why}); ${dataProcess(runtime)}; tools: Node ${process.versions.node}.`);
  return runtime;
}

/** The folder a caller names, which must hold a complete Electron. */
function overridden(dist: string): ElectronRuntime {
  const runtime = runtimeAt(dist);
  if (runtime === undefined) throw new SetupError(`ELECTRON_OVERRIDE_DIST_PATH names ${dist}, but there is no complete Electron.`);
  return announce(runtime, 'from ELECTRON_OVERRIDE_DIST_PATH');
}

/**
 * The Electron of this machine: the one ELECTRON_OVERRIDE_DIST_PATH names, else the official one
 * (downloaded at the first start), else the one carried by the package registry.
 * FENGQIAO_RUNTIME=registry skips the official one. Announces its choice in one line.
 */
export async function ensureElectron(env: NodeJS.ProcessEnv = process.env): Promise<ElectronRuntime> {
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override !== undefined && override !== '') return overridden(override);
  const wanted = env['FENGQIAO_RUNTIME'];
  if (wanted === 'registry' && registryVersion() !== null) {
    return announce(await ensureRegistryRuntime(), 'from the package registry, as FENGQIAO_RUNTIME asks');
  }
  const installed = installedOfficial();
  if (installed !== undefined) return announce(installed, 'official');
  const official = await fetchOfficial(Date.now());
  if ('kind' in official) return announce(official, 'official');
  if (registryVersion() === null) {
    throw new SetupError(
      `Electron ${officialVersion()} cannot be downloaded (${official.reason}). ` +
        'Set ELECTRON_MIRROR to a mirror you can reach, or ELECTRON_OVERRIDE_DIST_PATH to a folder with an unpacked Electron, and repeat.',
    );
  }
  const why = `from the package registry, because the official ${officialVersion()} cannot be downloaded: ${official.reason}`;
  return announce(await ensureRegistryRuntime(), official.remembered ? `${why}, found out less than a day ago` : why);
}
