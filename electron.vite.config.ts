import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'electron-vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * What may not be bundled: Electron itself and the two native modules. Everything else is bundled,
 * so the packaged program carries no node_modules but theirs.
 */
const external = ['electron', /^electron\//u, 'better-sqlite3', /^@node-rs\/argon2/u];

/**
 * The older of the two runtimes decides (docs/decisions/0001-runtime.md); stated, so that a build
 * does not depend on which runtime the building machine happens to have.
 */
const NODE_TARGET = 'node20.18';
const CHROME_TARGET = 'chrome130';

export default defineConfig({
  main: {
    build: {
      target: NODE_TARGET,
      sourcemap: true,
      externalizeDeps: false,
      rolldownOptions: {
        external,
        input: {
          index: at('./electron/main/index.ts'),
          'data-process': at('./electron/data/hosts/process.ts'),
          'intake-worker': at('./electron/data/intake/worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: NODE_TARGET,
      sourcemap: true,
      externalizeDeps: false,
      rolldownOptions: {
        external: ['electron'],
        input: { index: at('./electron/preload/index.ts') },
        // A sandboxed page's preload script is CommonJS, one file, and may require only electron.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('./renderer'),
    publicDir: false,
    resolve: { alias: { '@': at('./renderer/src') } },
    plugins: [vue()],
    build: {
      target: CHROME_TARGET,
      outDir: at('./out/renderer'),
      sourcemap: false,
      minify: true,
      chunkSizeWarningLimit: 4000, // read from disk, so one big file costs nothing
      rolldownOptions: { input: { index: at('./renderer/index.html') } },
    },
  },
});
