import js from '@eslint/js';
import vue from 'eslint-plugin-vue';
import tseslint from 'typescript-eslint';
import vueParser from 'vue-eslint-parser';
import { fengqiao } from './eslint-rules/index.js';

const NODE_GLOBALS = Object.fromEntries(
  [
    'process',
    'console',
    'URL',
    'Buffer',
    'fetch',
    'AbortSignal',
    'AbortController',
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
  ].map((name) => [name, 'readonly']),
);

const SQLITE = {
  name: 'better-sqlite3',
  message: 'Only electron/data/store opens a database; take its handles (electron/data/store/index.ts) instead.',
};
const IPC = {
  name: 'electron',
  importNames: ['ipcMain', 'ipcRenderer'],
  message: 'The raw channel is used only in electron/main/ipc* and electron/preload; everything else goes through the contract.',
};
const DEFAULT_EXPORT = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: one name for one thing in the whole project.',
};
const IMPURE = [
  ['NewExpression[callee.name="Date"][arguments.length=0]', 'Take the time as an argument: shared/ is pure.'],
  ['CallExpression[callee.name="Date"]', 'Take the time as an argument: shared/ is pure.'],
  ['CallExpression[callee.object.name="Date"][callee.property.name="now"]', 'Take the time as an argument: shared/ is pure.'],
  ['CallExpression[callee.object.name="Math"][callee.property.name="random"]', 'Take randomness as an argument: shared/ is pure.'],
  ['CallExpression[callee.property.name="randomUUID"]', 'Take ids as an argument: shared/ is pure.'],
].map(([selector, message]) => ({ selector, message }));

/** `no-restricted-imports` replaces itself from block to block, so each block states its whole list. */
const restrictImports = (...paths) => ({ 'no-restricted-imports': ['error', { paths }] });
const restrictSyntax = (...rules) => ({ 'no-restricted-syntax': ['error', ...rules] });

const PROJECTS = ['./tsconfig.node.json', './tsconfig.web.json', './tsconfig.e2e.json'];
const TYPESCRIPT = ['**/*.ts', '**/*.vue'];
const SPECS = ['**/*.spec.ts', 'e2e/**/*.ts'];

export default tseslint.config(
  { ignores: ['node_modules/**', 'out/**', 'release/**', 'demo-output/**', 'test-results/**', '**/*.d.ts'] },
  js.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }], // `== null` means null or undefined
      'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      ...restrictImports(SQLITE, IPC),
      ...restrictSyntax(DEFAULT_EXPORT),
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { project: PROJECTS, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.vue'] },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidOperator: true }],
      // Spreading a string gives its characters, which is what Chinese text needs.
      '@typescript-eslint/no-misused-spread': ['error', { allow: [{ from: 'lib', name: 'string' }, 'string'] }],
      '@typescript-eslint/unbound-method': ['error', { ignoreStatic: true }],
      // The compiler's noPropertyAccessFromIndexSignature demands record['key'].
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true, boolean: true } }],
    },
  },
  // Components are linted without types: with them each costs half a second (docs/decisions/0002-build-and-tools.md).
  { files: ['**/*.vue'], extends: [tseslint.configs.strict, tseslint.configs.stylistic] },
  vue.configs['flat/recommended'],
  vue.configs['no-layout-rules'],
  {
    files: ['**/*.vue'],
    languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser } },
    plugins: { fengqiao },
    rules: {
      'fengqiao/no-forgotten-promise': 'error',
      'vue/multi-word-component-names': 'off',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-v-html': 'error',
      'vue/require-default-prop': 'off', // exactOptionalPropertyTypes says what is optional
      'no-restricted-syntax': 'off', // a component is a default export by its nature
    },
  },
  {
    files: TYPESCRIPT,
    rules: {
      'no-undef': 'off', // the compiler knows
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
    },
  },
  {
    files: ['renderer/src/**/*.{ts,vue}'],
    ignores: ['renderer/src/i18n/**', '**/*.spec.ts'],
    plugins: { fengqiao },
    rules: { 'fengqiao/no-cjk-literals': 'error' },
  },
  // The specs look into the store with SQL of their own, independent of the program's.
  { files: ['electron/data/store/**', 'e2e/support/read-store.ts', '**/*.spec.ts'], rules: restrictImports(IPC) },
  { files: ['electron/main/ipc*', 'electron/main/ipc*/**', 'electron/preload/**'], rules: restrictImports(SQLITE) },
  { files: ['shared/**/*.ts'], ignores: ['**/*.spec.ts'], rules: restrictSyntax(DEFAULT_EXPORT, ...IMPURE) },
  {
    files: SPECS,
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off', // a missing value fails the test where it stands
      '@typescript-eslint/no-unsafe-assignment': 'off', // expect.objectContaining and friends are `any`
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: NODE_GLOBALS },
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }] },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: { module: 'writable', require: 'readonly', ...NODE_GLOBALS } },
  },
  // What a person reads in a terminal.
  { files: ['scripts/**', 'e2e/**', 'electron/data/cli/**'], rules: { 'no-console': 'off' } },
  // The tools ask for a default export.
  { files: ['*.config.{js,ts}', 'e2e/*.config.ts', 'e2e/*setup*.ts', 'scripts/hooks/*.mjs'], rules: { 'no-restricted-syntax': 'off' } },
);
