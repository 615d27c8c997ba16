import { join } from 'node:path';
import { runNode } from '../setup/child.ts';
import { withElectron } from '../setup/environment.ts';
import { buildIfStale } from './build.ts';

/** `npm run bench`: measurements with the built program at hand. */
export function bench(args: readonly string[]): Promise<number> {
  return withElectron(async () => {
    const built = await buildIfStale();
    return built === 0 ? (await runNode(join('scripts', 'bench', 'index.ts'), args)).code : built;
  });
}
