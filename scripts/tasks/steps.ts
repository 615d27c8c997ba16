import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from '../setup/child.ts';
import type { RunOptions } from '../setup/child.ts';
import { LOCAL_CACHE } from '../setup/paths.ts';
import { buildIfStale } from './build.ts';
import { countsOf, singleCount } from './counts.ts';
import type { Counts } from './counts.ts';

export interface StepResult {
  readonly counts: Counts;
  /** What the tool said, where it was not shown while it ran. */
  readonly output: string;
}

export interface Step {
  readonly name: string;
  readonly run: () => Promise<StepResult>;
}

const REPORTS = join(LOCAL_CACHE, 'reports');

/** A path for a fresh report: what an earlier run left there is gone. */
function report(name: string): string {
  mkdirSync(REPORTS, { recursive: true });
  const path = join(REPORTS, name);
  rmSync(path, { force: true });
  return path;
}

/** Runs tools one after the other, up to the first that fails. */
async function inTurn(tools: readonly (readonly [script: string, ...args: string[]])[]): Promise<StepResult> {
  let output = '';
  for (const [script, ...args] of tools) {
    const result = await runNode(script, args, { output: 'keep' });
    output += result.output;
    if (result.code !== 0) return { counts: singleCount(result.code), output };
  }
  return { counts: singleCount(0), output };
}

export const lint: Step = {
  name: 'lint',
  run: () => inTurn([['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0']]),
};

export const importRules: Step = {
  name: 'import rules',
  run: () =>
    inTurn([
      [
        'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
        '--config',
        '.dependency-cruiser.cjs',
        ...['electron', 'shared', 'renderer/src', 'scripts', 'e2e'],
      ],
    ]),
};

export const types: Step = {
  name: 'types',
  run: () =>
    inTurn([
      ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.shared.json'],
      ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.node.json'],
      ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.e2e.json'],
      ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.e2e.json'],
      ['node_modules/vue-tsc/bin/vue-tsc.js', '-p', 'tsconfig.web.json'],
    ]),
};

export const unitTests: Step = {
  name: 'unit tests',
  run: async () => {
    const path = report('unit.json');
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${path}`];
    const { code } = await runNode('node_modules/vitest/vitest.mjs', args);
    return { counts: countsOf.vitest(path, code), output: '' };
  },
};

/** Counts only when it fails: its success shows in the end-to-end tests. */
export const buildStep: Step = {
  name: 'build',
  run: async () => ({ counts: { passed: 0, failed: (await buildIfStale()) === 0 ? 0 : 1 }, output: '' }),
};

/** The end-to-end specs; `env` points them at another program than the built checkout. */
export function endToEnd(env: RunOptions['env'] = {}, args: readonly string[] = []): Step {
  return {
    name: 'end-to-end tests',
    run: async () => {
      const path = report('e2e.json');
      const { code } = await runNode(
        'node_modules/@playwright/test/cli.js',
        ['test', '-c', 'e2e/playwright.config.ts', '--reporter=list,json', ...args],
        { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: path } },
      );
      return { counts: countsOf.playwright(path, code), output: '' };
    },
  };
}
