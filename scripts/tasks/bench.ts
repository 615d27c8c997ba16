import { join } from 'node:path';
import { runNode } from '../setup/child.ts';
import { buildIfStale } from './build.ts';

/** `npm run bench`: the data core, in part as it is built, beside its rivals; no window takes part. */
export async function bench(args: readonly string[]): Promise<number> {
  const built = await buildIfStale();
  return built === 0 ? (await runNode(join('scripts', 'bench', 'index.ts'), args)).code : built;
}
