import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SetupError } from './say.ts';

/** N-API 10, which the database driver needs, came with Electron 36 (docs/decisions/0001-runtime.md). */
const FIRST_WITH_DRIVER = 36;

/** Written into the folder of a registry-carried runtime once it is complete. */
export const RUNTIME_STAMP = 'fengqiao-runtime.json';

const manifestSchema = z.object({ version: z.string() });

export interface ElectronRuntime {
  /** 'official' is what users get; 'registry' is the one carried by the package registry. */
  readonly kind: 'official' | 'registry';
  readonly version: string;
  /** The folder that holds Electron, as ELECTRON_OVERRIDE_DIST_PATH wants it. */
  readonly dist: string;
  readonly executable: string;
}

/** True where Electron's own Node is too old for the database driver: the data process is then a forked Node 24. */
export function needsFork(version: string): boolean {
  return Number.parseInt(version, 10) < FIRST_WITH_DRIVER;
}

/** Where Electron keeps its executable inside its folder. */
export function executableName(platform: NodeJS.Platform = process.platform): string {
  if (platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/** Describes the Electron in a folder, or undefined if there is no complete one. */
export function runtimeAt(dist: string): ElectronRuntime | undefined {
  const executable = join(dist, executableName());
  if (!existsSync(executable)) return undefined;
  const kind = existsSync(join(dist, RUNTIME_STAMP)) ? 'registry' : 'official';
  const versionFile = join(dist, 'version');
  if (!existsSync(versionFile)) return undefined;
  const version = readFileSync(versionFile, 'utf8').trim().replace(/^v/u, '');
  return { kind, version, dist, executable };
}

/** The version field of a package's manifest. */
export function packageVersion(folder: string): string {
  const parsed = manifestSchema.safeParse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  if (!parsed.success) throw new SetupError(`${join(folder, 'package.json')} has no version.`);
  return parsed.data.version;
}
