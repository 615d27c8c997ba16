import { runNode } from '../setup/child.ts';

const SPEC = 'electron/data/intake/kills.spec.ts';

/** `npm run kills -- [HOW_MANY] [FIRST_SEED]`: imports and undos killed at seeded moments; 100 from seed 1 when nothing is said. */
export async function kills([count = '100', first = '1']: readonly string[]): Promise<number> {
  const env = { KILL_SEEDS: count, FIRST_KILL_SEED: first };
  return (await runNode('node_modules/vitest/vitest.mjs', ['run', SPEC], { output: 'show', env })).code;
}
