import { join } from 'node:path';
import { runNode } from '../setup/child.ts';

/** `npm run bench`: the data core beside its rivals, from its sources; neither a window nor a build takes part. */
export async function bench(args: readonly string[]): Promise<number> {
  return (await runNode(join('scripts', 'bench', 'index.ts'), args)).code;
}
