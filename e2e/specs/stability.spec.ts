import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../support/fixtures.ts';
import { mapDate, offerFiles, runImport } from '../support/intake.ts';
import { openFrom, saveTo } from '../support/launch.ts';
import { writePetitions } from '../support/petitions.ts';
import { query, value } from '../support/read-store.ts';
import { signIn, signOut } from '../support/session.ts';

test('the stability index: computed, reviewed by another account, published, and down from a score to its records', async ({ app, window, folder, storePath }) => {
  test.slow();
  await signIn(window, 'evaluator');
  await window.getByTestId('nav-stability').click();
  // A year tells how far it is; cancelled, it leaves nothing.
  await window.getByTestId('stability-compute-year').click();
  await expect(window.getByTestId('task').getByRole('progressbar').first()).toBeVisible();
  await window.getByTestId('task-cancel').first().click();
  await expect(window.getByText('计算已取消，原有结果没有改变。')).toBeVisible({ timeout: 30_000 });
  expect(value(storePath, 'SELECT count(*) FROM stability_run')).toBe(0);

  await window.getByTestId('stability-compute').click();
  const ranking = window.getByTestId('stability-ranking');
  await expect(ranking).toBeVisible({ timeout: 120_000 });
  await expect(window.getByTestId('stability-state')).toHaveAttribute('data-state', 'computed');
  await expect(window.getByTestId('stability-publish')).toBeHidden();
  await signOut(window);

  // The start page leads to the month that waits.
  await signIn(window, 'manager');
  await window.getByTestId('nav-home').click();
  await window.getByTestId('home-need-indexReview').click();
  await expect(window).toHaveURL(new RegExp(`level=town&month=${String(value(storePath, 'SELECT month FROM stability_run'))}`, 'u'));
  await window.getByTestId('stability-review').click();
  await expect(window.getByTestId('stability-return')).toBeDisabled();
  await window.getByTestId('stability-accept').click();
  await window.getByTestId('stability-publish').click();
  await window.getByTestId('stability-publish-confirm').click();
  await expect(window.getByTestId('stability-state')).toHaveAttribute('data-state', 'published');
  expect(query(storePath, 'SELECT subject, state, computed_by <> reviewed_by AS two FROM stability_run')).toEqual([{ subject: 'town', state: 'published', two: 1 }]);

  // Every town stands in the ranking and on the map; arrow keys lead over the tiles, Enter opens the place.
  const towns = value(storePath, "SELECT count(*) FROM stability_place WHERE level = 'town'");
  await expect(ranking.locator('tbody tr')).toHaveCount(Number(towns));
  await window.getByTestId('stability-view-map').click();
  await window.getByTestId('tile-330602001').focus();
  await window.keyboard.press('ArrowRight');
  await expect(window.getByTestId('tile-330602002')).toBeFocused();
  await window.keyboard.press('ArrowUp');
  await expect(window.getByTestId('tile-330602')).toBeFocused();
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('Enter');
  await expect(window.getByTestId('place-sentence')).toContainText(/第 \d+ 位|rank \d+/u);
  await expect(window.getByTestId('place-waterfall')).toBeVisible();

  // From the first indicator that holds anything down to its records.
  await window.getByTestId('place-tab-indicators').click();
  await window.getByTestId('place-indicators').locator('tbody tr').first().click();
  await window.getByTestId('records-denominator').click();
  await window.getByTestId('indicator-records').locator('tbody tr').first().click();
  await expect(window.getByTestId('record-drawer')).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(window.getByTestId('record-drawer')).toBeHidden();
  await window.keyboard.press('Escape');
  await expect(window.getByTestId('indicator-drawer')).toBeHidden();
  await window.keyboard.press('Escape');
  await expect(window.getByTestId('stability-map')).toBeVisible();

  mkdirSync(folder, { recursive: true });
  const workbook = join(folder, '公报.xlsx');
  await saveTo(app, workbook);
  await window.getByTestId('stability-export').click();
  await expect.poll(() => value(storePath, "SELECT count(*) FROM audit WHERE action = 'report.exported'")).toBe(1);
  expect(statSync(workbook).size).toBeGreaterThan(8000);

  const paper = join(folder, '公报.pdf');
  await saveTo(app, paper);
  await window.getByTestId('stability-print').click();
  await expect(window.locator('.bulletin-printed')).toBeVisible();
  expect(statSync(paper).size).toBeGreaterThan(8000);

  await window.getByTestId('stability-definition').click();
  await expect(window.getByTestId('definition-table').locator('tbody')).toHaveCount(8);
  await signOut(window);

  // IT loads the office's own map, and a later batch that changes the published month.
  const square = (east: number) => ({ type: 'Polygon', coordinates: [[[east, 30], [east + 0.1, 30], [east + 0.1, 30.1], [east, 30.1], [east, 30]]] });
  const own = join(folder, '镇街.geojson');
  writeFileSync(own, JSON.stringify({ type: 'FeatureCollection', features: [{ code: '330602001' }, { name: '越城区北海街道' }, { name: '别处' }].map((properties, at) => ({ type: 'Feature', properties, geometry: square(120 + at / 10) })) }));
  await signIn(window, 'it');
  await window.getByTestId('nav-own-map').click();
  await openFrom(app, own);
  await window.getByTestId('own-map-load').click();
  await expect(window.getByTestId('own-map-covered')).toContainText('2');
  await expect(window.getByTestId('own-map-unmatched')).toHaveText('别处');
  const [published] = query(storePath, 'SELECT id, month, result_hash FROM stability_run');
  const later = Array.from({ length: 60 }, (_, at) => ({ no: `LATE-${String(at)}`, on: `${String(published?.['month'])}-15`, people: '30' }));
  await offerFiles(window, [writePetitions(folder, '迟到的信访件.csv', later)]);
  await mapDate(window);
  expect((await runImport(window)).accepted).toBe(60);
  await signOut(window);

  // The published month says that something came since; the correction stands beside it and changes nothing of it.
  await signIn(window, 'evaluator');
  await window.getByTestId('nav-stability').click();
  await expect(window.getByTestId('stability-stale')).toBeVisible();
  const scoreOf = (run: unknown) => value(storePath, `SELECT json_extract(ranking, '$.score') FROM stability_place WHERE run_id = '${String(run)}' AND place = '330602001'`);
  const before = scoreOf(published?.['id']);
  await window.getByTestId('stability-compute').click();
  await window.getByTestId('stability-view-correction').click({ timeout: 120_000 });
  const corrected = query(storePath, "SELECT id FROM stability_run WHERE state = 'computed'")[0]?.['id'];
  const line = window.getByTestId('stability-correction').locator('tbody tr').filter({ hasText: '塔山街道' });
  await expect(line).toContainText(Number(before).toFixed(2));
  await expect(line).toContainText(Number(scoreOf(corrected)).toFixed(2));
  expect(Number(scoreOf(corrected))).toBeLessThan(Number(before));
  await expect(window.getByTestId('stability-state')).toHaveAttribute('data-state', 'published');
  expect(query(storePath, "SELECT id, month, result_hash FROM stability_run WHERE state = 'published'")).toEqual([published]);
  expect(scoreOf(published?.['id'])).toBe(before);

  // The month on the own map, and on the tiles again.
  await window.getByTestId('stability-view-map').click();
  await expect(window.getByTestId('own-map-chart').locator('svg path').first()).toBeVisible();
  await expect(window.getByTestId('own-map-without')).toContainText('101');
  await window.getByTestId('own-map-chart-switch').click();
  await expect(window.getByTestId('own-map-chart').locator('tbody tr')).toHaveCount(Number(towns));
  await window.getByTestId('map-tiles').click();
  await expect(window.getByTestId('tile-330602001')).toBeVisible();
});
