import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { guide } from './guide.ts';

/**
 * `npm start` where there is no display: the same program, the same clicks as a person's, at a pace that can be watched.
 * Leaves screenshots, the Excel report and the store in demo-output/.
 */
const out = join(import.meta.dirname, '../../demo-output');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

try {
  const made = await guide(out, (text) => { console.log(`  ${text}`); });
  console.log(`\nDone. In ${out}:`);
  for (const file of made) console.log(`  ${file.name.padEnd(34)} ${String(Math.ceil(statSync(join(out, file.name)).size / 1024)).padStart(6)} KB  ${file.about}`);
} catch (error) {
  console.error(`\nThe guided run stopped: ${error instanceof Error ? error.message : String(error)}`);
  console.error(`What it had made so far is in ${out}.`);
  process.exitCode = 1;
}
