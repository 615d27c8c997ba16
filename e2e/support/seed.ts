import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** The password of every account in the stores that the specs make. */
export const PASSWORD = 'sample-Station-8';

const SEED_DIR = join(import.meta.dirname, '../../test-results/seed');

export function seedStore(): string {
  mkdirSync(SEED_DIR, { recursive: true });
  return join(SEED_DIR, 'seed.db');
}

/** A copy of the filled store (and its key file) for one spec. */
export function copySeed(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const store = join(folder, 'fengqiao.db');
  for (const suffix of ['', '.key']) copyFileSync(`${seedStore()}${suffix}`, `${store}${suffix}`);
  return store;
}
