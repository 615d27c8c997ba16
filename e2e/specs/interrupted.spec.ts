import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { mapDate, offerFiles, readLedger } from '../support/intake.ts';
import { launch } from '../support/launch.ts';
import { writePetitions } from '../support/petitions.ts';
import { query, value } from '../support/read-store.ts';
import { copySeed } from '../support/seed.ts';
import { signIn } from '../support/session.ts';

/** Enough that the program is killed in the middle. */
const ROWS = 60_000;

test('an import that was killed with the program is offered on the next start as it was chosen, and then goes in whole', async ({ browserName: _browser }, info) => {
  const folder = info.outputPath('run');
  mkdirSync(folder, { recursive: true });
  const store = copySeed(folder);
  const profile = join(folder, 'profile');
  const before = value(store, 'SELECT count(*) FROM cat_petition');
  const path = writePetitions(folder, '大批信访.csv', Array.from({ length: ROWS }, (_, n) => ({ no: `E2E-${String(n)}`, on: '2026-10-01' })));

  const first = await launch(profile, store);
  await signIn(first.page, 'it');
  await expect(first.page.getByTestId('interrupted')).toHaveCount(0);
  await offerFiles(first.page, [path]);
  await mapDate(first.page);
  await first.page.getByTestId('intake-run').click();
  await expect(first.page.getByTestId('task-cancel').first()).toBeVisible();
  await expect.poll(() => value(store, 'SELECT count(*) FROM import_run')).toBe(1);
  const died = once(first.app.process(), 'exit');
  first.app.process().kill('SIGKILL');
  await died;

  const second = await launch(profile, store);
  try {
    const page = second.page;
    await signIn(page, 'it');
    expect(value(store, 'SELECT count(*) FROM cat_petition')).toBe(before);
    await page.getByTestId('nav-intake').click();
    const offer = page.getByTestId('interrupted-file');
    await expect(offer).toHaveCount(1);
    await expect(offer).toContainText('大批信访.csv');
    await page.getByTestId('interrupted-again').click();
    await expect(page.getByTestId('interrupted')).toHaveCount(0);
    // The date column is mapped as it had been by hand, though nothing of the first attempt was kept.
    await expect(page.getByTestId('mapping-field-1')).toHaveValue('petition_date');
    await page.getByTestId('intake-run').click();
    await expect(page.getByTestId('import-result')).toBeVisible({ timeout: 60_000 });
    expect(await readLedger(page)).toMatchObject({ read: ROWS, accepted: ROWS, rejected: 0 });
  } finally {
    await second.app.close();
  }
  expect(query(store, "SELECT read_count AS rows, state FROM batch WHERE file_name = '大批信访.csv'")).toEqual([{ rows: ROWS, state: 'committed' }]);
  expect(value(store, 'SELECT count(*) FROM import_run')).toBe(0);
});
