import { expect, type Page } from '@playwright/test';

export interface Ledger {
  readonly read: number;
  readonly accepted: number;
  readonly unchanged: number;
  readonly superseded: number;
  readonly rejected: number;
}

/** Puts files into the import page the way a drop does, and waits until the first is inspected. */
export async function offerFiles(page: Page, paths: readonly string[]): Promise<void> {
  await page.getByTestId('nav-intake').click();
  await page.getByTestId('file-input').setInputFiles([...paths]);
}

/** Runs the offered file and reads the ledger on screen. */
export async function runImport(page: Page, action: 'intake-run' | 'intake-dry-run' = 'intake-run'): Promise<Ledger> {
  await page.getByTestId(action).click();
  await expect(page.getByTestId('import-result')).toBeVisible({ timeout: 60_000 });
  return readLedger(page);
}

export async function readLedger(page: Page): Promise<Ledger> {
  const read = async (part: string): Promise<number> => {
    const text = await page.getByTestId(`ledger-${part}`).locator('.number').innerText();
    return Number(text.replaceAll(/[^\d]/gu, ''));
  };
  return { read: await read('read'), accepted: await read('accepted'), unchanged: await read('unchanged'), superseded: await read('superseded'), rejected: await read('rejected') };
}

export function closes(ledger: Ledger): boolean {
  return ledger.read === ledger.accepted + ledger.unchanged + ledger.superseded + ledger.rejected;
}

/** Maps the petitions' date column, whose header no synonym knows. */
export async function mapDate(page: Page): Promise<void> {
  await page.getByTestId('mapping-field-1').selectOption('petition_date');
}
