import { mkdirSync } from 'node:fs';
import { expect, test } from '../support/fixtures.ts';
import { mapDate, offerFiles, runImport } from '../support/intake.ts';
import { writePetitions } from '../support/petitions.ts';
import { query, value } from '../support/read-store.ts';
import { signIn } from '../support/session.ts';

const STANDING = "SELECT people FROM cat_petition WHERE petition_no = 'E2E-1' AND superseded_by IS NULL";

test('two senders that contradict each other: side by side, which holds and why, decided, and the decision taken back', async ({ window, folder, storePath }) => {
  mkdirSync(folder, { recursive: true });
  await signIn(window, 'it');
  const from = async (sender: string): Promise<void> => {
    const field = window.getByTestId('intake-sender');
    await field.fill(sender);
    await field.press('Enter');
    await expect(field).toHaveValue(sender);
    await expect(window.getByTestId('mapping-table')).toBeVisible();
  };
  await offerFiles(window, [writePetitions(folder, '信访局.csv', [{ no: 'E2E-1', on: '2026-10-01', people: '3' }, { no: 'E2E-2', on: '2026-10-02' }])]);
  await from('市信访局');
  await mapDate(window);
  expect(await runImport(window)).toMatchObject({ read: 2, accepted: 2 });
  await offerFiles(window, [writePetitions(folder, '热线.csv', [{ no: 'E2E-1', on: '2026-10-01', people: '40' }, { no: 'E2E-2', on: '2026-10-02' }])]);
  await from('12345热线');
  await mapDate(window);
  expect(await runImport(window)).toMatchObject({ read: 2, unchanged: 1, superseded: 1 });

  await window.getByTestId('open-batch').click();
  await expect(window.getByTestId('batch-contradictions')).toHaveText('1');
  await window.getByTestId('batch-contradictions').click();
  await expect(window.getByTestId('source-rule')).toContainText('较新');
  await window.getByTestId('contradictions-table').getByText('E2E-1').click();
  const sentence = window.getByTestId('contradiction-sentence');
  await expect(sentence).toContainText('12345热线');
  await expect(sentence).toHaveAttribute('data-state', 'ruled');
  const sides = window.getByTestId('side-by-side');
  await expect(sides.locator('tbody tr')).toHaveCount(1);
  await expect(sides.locator('tr[data-field="people"]')).toContainText('40');
  await expect(sides.locator('tr[data-field="people"]')).toContainText('3');

  await window.getByTestId('let-hold').click();
  await expect(window.getByTestId('decide-confirm')).toBeDisabled();
  await window.getByTestId('decide-reason').fill('已与两家核对');
  await window.getByTestId('decide-confirm').click();
  await expect(sentence).toHaveAttribute('data-state', 'decided');
  await expect(window.getByTestId('contradiction-decisions')).toContainText('已与两家核对');
  expect(query(storePath, STANDING)).toEqual([{ people: 3 }]);
  expect(value(storePath, "SELECT json_extract(details, '$.reason') FROM audit WHERE action = 'contradiction.decided'")).toBe('已与两家核对');
  expect(value(storePath, "SELECT count(*) FROM batch WHERE read_count <> accepted_count + unchanged_count + superseded_count + held_count + rejected_count")).toBe(0);

  // The decision is a batch, and goes back like one.
  await window.getByTestId('contradiction-decisions').getByRole('link').click();
  await window.getByTestId('batch-undo').click();
  await window.getByTestId('undo-confirm').click();
  await expect(window.getByTestId('batch-state')).toHaveAttribute('data-state', 'undone');
  expect(query(storePath, STANDING)).toEqual([{ people: 40 }]);
  await window.getByTestId('nav-batches').click();
  await window.getByTestId('contradictions-open').click();
  await expect(window.getByTestId('contradictions-ruled')).toContainText('1');
});
