import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

/** Unit tests run in plain Node 24; `#shared/*` and `#data/*` resolve through package.json "imports". */
export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('./renderer/src', import.meta.url)) } },
  test: {
    environment: 'node',
    include: ['{shared,electron,scripts,eslint-rules,renderer/src}/**/*.spec.{ts,mjs,js}'],
    // A native module and worker threads under test: one process a file, so a crash names its file.
    pool: 'forks',
    testTimeout: 20_000,
    hookTimeout: 30_000,
    passWithNoTests: false,
  },
});
