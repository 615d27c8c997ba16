import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from '@playwright/test';
import { launch } from '../support/launch.ts';
import { copySeed } from '../support/seed.ts';

/** What is done to a good store before the program opens it, and the code the window must answer with. */
const FAULTS: readonly { readonly name: string; readonly code: string; readonly hurt: (store: string) => void }[] = [
  { name: 'made by a newer program', code: 'STORE_FROM_FUTURE', hurt: (store) => { pragma(store, 'user_version = 99990'); } },
  { name: 'of another program', code: 'STORE_NOT_OURS', hurt: (store) => { pragma(store, 'application_id = 7'); } },
  { name: 'no database at all', code: 'STORE_NOT_OURS', hurt: (store) => { writeFileSync(store, 'not a database '.repeat(500)); } },
  { name: 'without its key file', code: 'STORE_KEY_MISSING', hurt: (store) => { rmSync(`${store}.key`); } },
];

for (const { name, code, hurt } of FAULTS) {
  test(`a store ${name} stops the start with its cause, and is left as it was`, async ({ browserName: _browser }, info) => {
    const folder = info.outputPath('run');
    mkdirSync(folder, { recursive: true });
    const store = copySeed(folder);
    hurt(store);
    copyFileSync(store, join(folder, 'before'));
    const { app, page } = await launch(join(folder, 'profile'), store);
    try {
      await expect(page.getByTestId('error-panel')).toHaveAttribute('data-code', code);
      await expect(page.getByTestId('error-panel')).not.toContainText(/\bat \S+:\d+/u);
    } finally {
      await app.close();
    }
    expect(readFileSync(store).equals(readFileSync(join(folder, 'before')))).toBe(true);
  });
}

function pragma(store: string, text: string): void {
  const raw = new Database(store);
  raw.pragma('journal_mode = DELETE');
  raw.pragma(text);
  raw.pragma('journal_mode = WAL');
  raw.close();
}
