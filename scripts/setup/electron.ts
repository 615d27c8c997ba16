import { fetchOfficial, installedOfficial, officialVersion } from './official.ts';
import { ensureRegistryRuntime, registryVersion } from './registry-runtime.ts';
import { needsFork, runtimeAt } from './runtime.ts';
import type { ElectronRuntime } from './runtime.ts';
import { say, SetupError } from './say.ts';

/** The one line that says what runs, and why. */
function announce(version: string, why: string): void {
  const data = needsFork(version) ? `a forked Node ${process.versions.node}` : "Electron's utilityProcess";
  say(`Electron ${version} (${why}); the data process is ${data}; tools run on Node ${process.versions.node}.`);
}

function announced(runtime: ElectronRuntime, why: string): ElectronRuntime {
  announce(runtime.version, why);
  return runtime;
}

/** The folder a caller names, which must hold a complete Electron. */
function overridden(dist: string): ElectronRuntime {
  const runtime = runtimeAt(dist);
  if (runtime === undefined) throw new SetupError(`ELECTRON_OVERRIDE_DIST_PATH names ${dist}, but there is no complete Electron.`);
  return announced(runtime, 'from ELECTRON_OVERRIDE_DIST_PATH');
}

/**
 * The Electron of this machine: the one ELECTRON_OVERRIDE_DIST_PATH names, else the official one
 * (downloaded at the first start), else the one carried by the package registry.
 * FENGQIAO_RUNTIME=registry skips the official one. Announces its choice in one line.
 */
export async function ensureElectron(env: NodeJS.ProcessEnv = process.env): Promise<ElectronRuntime> {
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override !== undefined && override !== '') return overridden(override);
  const carried = registryVersion();
  if (env['FENGQIAO_RUNTIME'] === 'registry' && carried !== null) {
    announce(carried, 'from the package registry, as FENGQIAO_RUNTIME asks');
    return ensureRegistryRuntime();
  }
  const installed = installedOfficial();
  if (installed !== undefined) return announced(installed, 'official');
  const official = await fetchOfficial(Date.now());
  if ('kind' in official) return announced(official, 'official');
  if (carried === null) {
    throw new SetupError(
      `Electron ${officialVersion()} cannot be downloaded (${official.reason}). ` +
        'Set ELECTRON_MIRROR to a mirror you can reach, or ELECTRON_OVERRIDE_DIST_PATH to a folder with an unpacked Electron, and repeat.',
    );
  }
  const when = official.remembered ? ', as found less than a day ago' : '';
  announce(carried, `from the package registry, because the official ${officialVersion()} cannot be downloaded: ${official.reason}${when}`);
  return ensureRegistryRuntime();
}
