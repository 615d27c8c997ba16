import { join } from 'node:path';
import { test as base, type ElectronApplication, type Page } from '@playwright/test';
import { launch } from './launch.ts';
import { copySeed } from './seed.ts';

interface Fixtures {
  readonly folder: string;
  readonly storePath: string;
  readonly launched: { readonly app: ElectronApplication; readonly page: Page; readonly stderr: () => string };
  readonly app: ElectronApplication;
  readonly window: Page;
}

/** Each spec gets its own copy of the filled store and its own window, closed whatever happens. */
export const test = base.extend<Fixtures>({
  folder: async ({ browserName: _browser }, use, info) => { await use(info.outputPath('run')); },
  storePath: async ({ folder }, use) => { await use(copySeed(folder)); },
  launched: async ({ folder, storePath }, use) => {
    const launched = await launch(join(folder, 'profile'), storePath);
    await use(launched);
    await launched.app.close();
  },
  app: async ({ launched }, use) => { await use(launched.app); },
  window: async ({ launched }, use) => { await use(launched.page); },
});

export { expect } from '@playwright/test';
