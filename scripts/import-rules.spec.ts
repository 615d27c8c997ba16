import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runNode } from './setup/child.ts';
import { ROOT } from './setup/paths.ts';

/** A small project with our folders and our rules, into which violations are planted. */
const CLEAN: Readonly<Record<string, string>> = {
  'shared/util/brand.ts': 'export type Brand = string;\n',
  'shared/domain/grading/index.ts': "export { grade } from './grade.ts';\n",
  'shared/domain/grading/grade.ts': "import { z } from 'zod';\nexport const grade = z.string();\n",
  'shared/contract/index.ts': "export { grade } from '#shared/domain/grading/index.ts';\n",
  'electron/data/store/index.ts': "import Database from 'better-sqlite3';\nexport const open = (): unknown => new Database(':memory:');\n",
  'electron/data/store/inside.ts': 'export const inside = 1;\n',
  'electron/data/audit/index.ts': "import { open } from '#data/store/index.ts';\nexport const audit = open;\n",
  'electron/data/audit/audit.spec.ts': "import { inside } from '../store/inside.ts';\nexport const a = inside;\n",
  'electron/data/hosts/process.ts': "import { audit } from '../audit/index.ts';\nexport const run = audit;\n",
  'electron/main/index.ts':
    "import { app } from 'electron';\nimport { grade } from '#shared/contract/index.ts';\nexport const a = [app, grade];\n",
  'electron/preload/index.ts': "import { contextBridge } from 'electron';\nexport type Bridge = typeof contextBridge;\n",
  'renderer/src/main.ts':
    "import { createApp } from 'vue';\nimport App from '@/App.vue';\nimport type { Bridge } from '../../electron/preload/index.ts';\nexport const a = (b: Bridge): unknown => [b, createApp(App)];\n",
  'renderer/src/App.vue':
    '<script setup lang="ts">\nimport { grade } from \'#shared/contract/index.ts\';\n</script>\n<template><p>{{ grade }}</p></template>\n',
  'scripts/a.ts': 'export const a = 1;\n',
  'e2e/a.ts': 'export const a = 1;\n',
};

/** Each is a file of its own, and must be caught by the rule named. */
const PLANTED: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['no-circular', 'shared/util/ring-a.ts', "import './ring-b.ts';"],
  ['not-found', 'shared/util/planted-2.ts', "export { x } from './nowhere.ts';"],
  ['no-undeclared-package', 'electron/main/planted-3.ts', "import 'zrender';"],
  ['tools-stay-out-of-the-program', 'electron/main/planted-4.ts', "import 'prettier';"],
  ['shared-imports-nothing-of-the-platform', 'shared/util/planted-5.ts', "import 'node:fs';"],
  ['shared-only-knows-shared', 'shared/util/planted-6.ts', "import 'pinia';"],
  ['shared-only-knows-shared', 'shared/util/planted-7.ts', "import '../../electron/data/store/index.ts';"],
  ['shared-domain-is-the-core', 'shared/util/planted-8.ts', "import '#shared/contract/index.ts';"],
  ['data-knows-no-electron', 'electron/data/audit/planted-9.ts', "import { app } from 'electron';"],
  ['data-knows-no-window', 'electron/data/audit/planted-10.ts', "import '../../main/index.ts';"],
  ['main-calls-data-by-contract', 'electron/main/planted-11.ts', "import '#data/audit/index.ts';"],
  ['main-knows-no-page', 'electron/main/planted-12.ts', "import '../../renderer/src/main.ts';"],
  ['preload-is-one-bridge', 'electron/preload/planted-13.ts', "import '../main/index.ts';"],
  ['page-has-no-node', 'renderer/src/planted-14.ts', "import 'node:path';"],
  ['page-knows-no-process', 'renderer/src/planted-15.ts', "import { app } from 'electron';"],
  ['page-knows-no-process', 'renderer/src/planted-16.vue', '<script lang="ts">\nimport \'#data/audit/index.ts\';\n</script>'],
  ['page-takes-only-the-type-of-the-bridge', 'renderer/src/planted-17.ts', "import '../../electron/preload/index.ts';"],
  ['sqlite-only-in-store', 'electron/data/audit/planted-18.ts', "import 'better-sqlite3';"],
  ['sql-only-where-rows-live', 'electron/data/audit/planted-19.ts', "import { sql } from 'kysely';"],
  ['data-rooms-have-a-front-door', 'electron/data/audit/planted-20.ts', "import '#data/store/inside.ts';"],
  ['data-rooms-have-a-front-door-outside', 'scripts/planted-21.ts', "import '#data/store/inside.ts';"],
  ['shared-rooms-have-a-front-door', 'electron/main/planted-22.ts', "import '#shared/domain/grading/grade.ts';"],
  ['program-knows-no-scripts', 'electron/main/planted-23.ts', "import '../../scripts/a.ts';"],
];

/** What a planted file needs beside itself. */
const ACCOMPLICES: Readonly<Record<string, string>> = { 'shared/util/ring-b.ts': "import './ring-a.ts';\n" };

const reportSchema = z.object({
  summary: z.object({ violations: z.array(z.object({ rule: z.object({ name: z.string() }), from: z.string() })) }),
});

/** Packages by name only: the rules look at names and at package.json, never inside. */
const PACKAGES = ['better-sqlite3', 'electron', 'kysely', 'pinia', 'prettier', 'vue', 'zod', 'zrender'];

let project: string;

function plant(path: string, text: string): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
}

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'fengqiao-import-rules-'));
  for (const name of ['package.json', '.dependency-cruiser.cjs', 'tsconfig.base.json', 'tsconfig.web.json'])
    cpSync(join(ROOT, name), join(project, name));
  for (const name of PACKAGES) {
    plant(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', type: 'module', main: 'index.js' }));
    plant(`node_modules/${name}/index.js`, 'export default 1;\n');
  }
  for (const [path, text] of Object.entries(CLEAN)) plant(path, text);
});

afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

async function violations(): Promise<readonly string[]> {
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'electron', 'shared', 'renderer/src', 'scripts', 'e2e'];
  const { output } = await runNode('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', args, { cwd: project, output: 'keep' });
  return reportSchema
    .parse(JSON.parse(output.slice(output.indexOf('{'))))
    .summary.violations.map(({ rule, from }) => `${rule.name} in ${from}`);
}

describe('the import rules', () => {
  it('let the clean project pass', async () => {
    expect(await violations()).toEqual([]);
  });

  describe('catch what is planted', () => {
    let caught: readonly string[];

    beforeAll(async () => {
      for (const [, file, text] of PLANTED) plant(file, `${text}\n`);
      for (const [file, text] of Object.entries(ACCOMPLICES)) plant(file, text);
      caught = await violations();
    });

    it.each(PLANTED)('%s in %s', (rule, file) => {
      expect(caught).toContain(`${rule} in ${file}`);
    });
  });
});
