import { defineConfig } from '@playwright/test';

/** Real Electron, one window at a time. The first project makes the filled store that the others copy. */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results/e2e',
  workers: 1,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  retries: 0,
  reporter: [['list']],
  projects: [
    { name: 'seed', testMatch: 'specs/first-start.spec.ts', timeout: 300_000 },
    { name: 'app', testMatch: 'specs/*.spec.ts', testIgnore: 'specs/first-start.spec.ts', dependencies: ['seed'] },
  ],
});
