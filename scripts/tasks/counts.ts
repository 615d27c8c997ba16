import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** How many tests of a step passed and failed. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

const vitestSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

interface Suite {
  readonly specs?: readonly { readonly tests: readonly { readonly status: string; readonly expectedStatus: string }[] }[] | undefined;
  readonly suites?: readonly Suite[] | undefined;
}

const suiteSchema: z.ZodType<Suite> = z.object({
  specs: z.array(z.object({ tests: z.array(z.object({ status: z.string(), expectedStatus: z.string() })) })).optional(),
  get suites() {
    return z.array(suiteSchema).optional();
  },
});

const playwrightSchema = z.object({ suites: z.array(suiteSchema), errors: z.array(z.unknown()) });

function readReport(path: string): unknown {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined; // cut off: the runner crashed while it wrote
  }
}

/** A step that ended badly without naming a failed test counts as one failure; so does one without a single test. */
function withCrash(counts: Counts, code: number): Counts {
  const silent = code !== 0 && counts.failed === 0;
  const empty = counts.passed + counts.failed === 0;
  return silent || empty ? { passed: counts.passed, failed: Math.max(counts.failed, 1) } : counts;
}

/** Counts of a Vitest JSON report; a file that could not even be loaded counts as one failed test. */
export function vitestCounts(report: unknown, code: number): Counts {
  const parsed = vitestSchema.safeParse(report);
  if (!parsed.success) return { passed: 0, failed: 1 };
  const broken = parsed.data.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return withCrash({ passed: parsed.data.numPassedTests, failed: parsed.data.numFailedTests + broken.length }, code);
}

const testsOf = (suite: Suite): readonly { readonly status: string; readonly expectedStatus: string }[] => [
  ...(suite.specs ?? []).flatMap((spec) => spec.tests),
  ...(suite.suites ?? []).flatMap(testsOf),
];

/**
 * Counts of a Playwright JSON report. Only what ran and did what it should has passed: a test that
 * passed when repeated has failed, and so has one that could not run because another failed. One
 * that skips itself counts neither way.
 */
export function playwrightCounts(report: unknown, code: number): Counts {
  const parsed = playwrightSchema.safeParse(report);
  if (!parsed.success) return { passed: 0, failed: 1 };
  const tests = parsed.data.suites.flatMap(testsOf).filter((test) => test.expectedStatus !== 'skipped');
  const passed = tests.filter((test) => test.status === 'expected').length;
  return withCrash({ passed, failed: tests.length - passed + parsed.data.errors.length }, code);
}

/** Counts of a step that is one test by itself. */
export function singleCount(code: number): Counts {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

export const countsOf = {
  vitest: (path: string, code: number): Counts => vitestCounts(readReport(path), code),
  playwright: (path: string, code: number): Counts => playwrightCounts(readReport(path), code),
};
