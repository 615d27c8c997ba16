import { runNode } from '../setup/child.ts';
import { withElectron } from '../setup/environment.ts';
import { sandboxFlags } from '../setup/sandbox.ts';
import { forgetBuild } from './build.ts';

/** `npm run dev`: the program from its sources; the page reloads in place, main and preload restart on a change. */
export function dev(args: readonly string[]): Promise<number> {
  return withElectron(async ({ runtime }) => {
    const flags = ['dev', '--watch', ...(sandboxFlags().length > 0 ? ['--noSandbox'] : []), ...args];
    forgetBuild(); // the development server puts its own main and preload into out/
    const env = { ELECTRON_MAJOR_VER: runtime.version.split('.')[0] };
    return (await runNode('node_modules/electron-vite/bin/electron-vite.js', flags, { env })).code;
  });
}
