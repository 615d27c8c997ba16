import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

const ROOT = join(import.meta.dirname, '../..');

export interface Launched {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** What the program wrote to stderr so far (cancelled requests among it). */
  readonly stderr: () => string;
}

/**
 * Starts the program on its own profile folder: the built checkout, or with FENGQIAO_APP_EXECUTABLE the packaged program.
 * Resolves when the first screen stands.
 */
export async function launch(profile: string, store: string, size = { width: 1366, height: 768 }): Promise<Launched> {
  mkdirSync(profile, { recursive: true });
  const packaged = process.env['FENGQIAO_APP_EXECUTABLE'];
  const electron = process.env['FENGQIAO_ELECTRON'];
  const executablePath = packaged ?? electron;
  const asRoot = process.getuid?.() === 0;
  const app = await _electron.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...(packaged === undefined ? [ROOT] : []), ...(asRoot ? ['--no-sandbox'] : []), '--disable-gpu', '--force-device-scale-factor=1'],
    env: { ...environment(), FENGQIAO_PROFILE: profile, FENGQIAO_STORE: store },
    timeout: 60_000,
  });
  let stderr = '';
  app.process().stderr?.on('data', (chunk: Buffer) => { stderr += chunk.toString('utf8'); });
  const page = await app.firstWindow();
  await resize(app, size);
  await page.locator('[data-testid=setup-create], [data-testid=signin-submit], [data-testid=error-panel]').first().waitFor({ timeout: 30_000 });
  return { app, page, stderr: () => stderr };
}

/** Sets the content size of the window, as a desktop of that size would show it. */
export async function resize(app: ElectronApplication, size: { width: number; height: number }): Promise<void> {
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, size);
}

/** Answers the next save dialogs with this path: the one thing of the desktop that no test can click. */
export async function saveTo(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, path);
}

/** Answers the next open dialogs with this path. */
export async function openFrom(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
  }, path);
}

function environment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries.filter(([name]) => name !== 'ELECTRON_RUN_AS_NODE'));
}
