import { join } from 'node:path';
import { run, runNode } from '../setup/child.ts';
import { withElectron } from '../setup/environment.ts';
import { ROOT } from '../setup/paths.ts';
import { sandboxFlags } from '../setup/sandbox.ts';
import { say } from '../setup/say.ts';
import { buildIfStale } from './build.ts';

/** `npm start`: the program in its window; where there is no display, the guided run of the main job. */
export function start(args: readonly string[]): Promise<number> {
  return withElectron(async ({ runtime, visible }) => {
    const built = await buildIfStale();
    if (built !== 0) return built;
    if (visible) return (await run(runtime.executable, [...sandboxFlags(), ROOT, ...args])).code;
    say('The guided run of the main job starts now; what it makes is saved in demo-output/.');
    return (await runNode(join('e2e', 'demo', 'run.ts'), args)).code;
  });
}
