import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from '../setup/child.ts';
import { withElectron } from '../setup/environment.ts';
import { ROOT } from '../setup/paths.ts';
import type { ElectronRuntime } from '../setup/runtime.ts';
import { say, SetupError } from '../setup/say.ts';
import { buildIfStale } from './build.ts';
import { endToEnd } from './steps.ts';

const RELEASE = join(ROOT, 'release');

/** electron-builder's own flags: the folder of this platform unless the caller asks for something else. */
function builderArgs(runtime: ElectronRuntime, args: readonly string[]): readonly string[] {
  const own = ['--publish', 'never'];
  const platform = { win32: '--win', darwin: '--mac' }[process.platform as string] ?? '--linux';
  if (runtime.kind === 'official') return args.length > 0 ? [...own, ...args] : [...own, platform, 'dir'];
  if (args.length > 0) {
    throw new SetupError(
      'Only the unpacked folder can be made with the Electron of the package registry: run "npm run package" without arguments.',
    );
  }
  return [...own, platform, 'dir', `-c.electronDist=${runtime.dist}`, `-c.electronVersion=${runtime.version}`];
}

/** The executable of the unpacked folder that electron-builder has made for this machine, or undefined. */
function packagedExecutable(): string | undefined {
  if (!existsSync(RELEASE)) return undefined;
  const names = { win32: ['fengqiao.exe', '枫桥稳评工作站.exe'] }[process.platform as string] ?? ['fengqiao'];
  return readdirSync(RELEASE)
    .filter((folder) => folder.endsWith('-unpacked'))
    .flatMap((folder) => names.map((name) => join(RELEASE, folder, name)))
    .find((path) => existsSync(path));
}

/** `npm run package`: the program as users get it, then the end-to-end specs against it. */
export function packageApp(args: readonly string[]): Promise<number> {
  return withElectron(async ({ runtime }) => {
    const built = await buildIfStale();
    if (built !== 0) return built;
    const packed = await runNode('node_modules/electron-builder/cli.js', builderArgs(runtime, args));
    if (packed.code !== 0) return packed.code;
    const executable = packagedExecutable();
    if (executable === undefined) {
      say('Packaged; there is no unpacked folder for this machine, so nothing was started.');
      return 0;
    }
    say(`Packaged into release/; the end-to-end tests now run against ${executable}.`);
    // Without FENGQIAO_NODE: the packaged program must manage with what it carries.
    const { counts } = await endToEnd({ FENGQIAO_APP_EXECUTABLE: executable, FENGQIAO_NODE: undefined }).run();
    say(`${String(counts.passed)} passed, ${String(counts.failed)} failed`);
    return counts.failed === 0 ? 0 : 1;
  });
}
