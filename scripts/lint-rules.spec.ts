import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { ROOT } from './setup/paths.ts';

/**
 * The configuration itself under test: what is planted into a file of the project must be caught.
 * The text is given to the linter instead of the file's own; nothing is written.
 */
const eslint = new ESLint({ cwd: ROOT });

async function rulesBroken(path: string, text: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(text, { filePath: join(ROOT, path) });
  return [...new Set((result?.messages ?? []).map((message) => message.ruleId ?? message.message))];
}

const CASES: readonly (readonly [what: string, path: string, text: string, rule: string])[] = [
  ['Chinese in a component', 'renderer/src/App.vue', '<template><p>\u6279\u6b21</p></template>\n', 'fengqiao/no-cjk-literals'],
  [
    'a promise nobody waits for in a component',
    'renderer/src/App.vue',
    '<script setup lang="ts">\ncall();\n</script>\n<template><p /></template>\n',
    'fengqiao/no-forgotten-promise',
  ],
  ['the clock in shared/', 'shared/util/brand.ts', 'export const now = Date.now();\n', 'no-restricted-syntax'],
  ['today in shared/', 'shared/util/brand.ts', 'export const now = new Date();\n', 'no-restricted-syntax'],
  ['chance in shared/', 'shared/util/brand.ts', 'export const dice = Math.random();\n', 'no-restricted-syntax'],
  ['a default export', 'shared/util/brand.ts', 'export default 1;\n', 'no-restricted-syntax'],
  ['any', 'shared/util/brand.ts', 'export const a = (b: any): string => String(b);\n', '@typescript-eslint/no-explicit-any'],
  ['a promise nobody waits for', 'electron/main/index.ts', 'Promise.resolve(1);\n', '@typescript-eslint/no-floating-promises'],
  [
    'the raw channel in main',
    'electron/main/index.ts',
    "import { ipcMain } from 'electron';\nipcMain.removeAllListeners();\n",
    'no-restricted-imports',
  ],
  [
    'the database driver outside the store',
    'electron/main/index.ts',
    "import Database from 'better-sqlite3';\nnew Database('a');\n",
    'no-restricted-imports',
  ],
  [
    'a type imported as a value',
    'shared/util/brand.ts',
    "import { z } from 'zod';\nexport type A = z.ZodType;\n",
    '@typescript-eslint/consistent-type-imports',
  ],
  [
    'a forgotten case',
    'shared/util/brand.ts',
    "export function f(a: 'x' | 'y'): number {\n  switch (a) {\n    case 'x':\n      return 1;\n  }\n  return 2;\n}\n",
    '@typescript-eslint/switch-exhaustiveness-check',
  ],
  ['a file beyond the ceiling', 'shared/util/brand.ts', 'export const a = [\n' + '  1,\n'.repeat(360) + '];\n', 'max-lines'],
  [
    'a rule switched off by comment',
    'shared/util/brand.ts',
    '/* eslint-disable */\nexport const a = Date.now();\n',
    'no-restricted-syntax',
  ],
];

describe('the lint rules', () => {
  it.each(CASES)('catch %s', { timeout: 120_000 }, async (_what, path, text, rule) => {
    expect(await rulesBroken(path, text)).toContain(rule);
  });

  it('let clean code pass', { timeout: 120_000 }, async () => {
    const text = '/** Years as months. */\nexport function months(years: number): number {\n  return years * 12;\n}\n';
    expect(await rulesBroken('shared/util/brand.ts', text)).toEqual([]);
  });
});
