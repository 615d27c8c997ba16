import { describe, expect, it } from 'vitest';
import { countsOf, playwrightCounts, singleCount, vitestCounts } from './counts.ts';

const unit = (passed: number, failed: number, files: readonly object[] = []): object => ({
  numPassedTests: passed,
  numFailedTests: failed,
  testResults: files,
});

describe('vitestCounts', () => {
  it('counts tests', () => {
    expect(vitestCounts(unit(12, 0), 0)).toEqual({ passed: 12, failed: 0 });
    expect(vitestCounts(unit(12, 2), 1)).toEqual({ passed: 12, failed: 2 });
  });

  it('counts a file that could not be loaded as one failed test', () => {
    const files = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
    ];
    expect(vitestCounts(unit(12, 1, files), 1)).toEqual({ passed: 12, failed: 2 });
  });

  it('never lets a crash pass', () => {
    expect(vitestCounts(unit(12, 0), 1)).toEqual({ passed: 12, failed: 1 }); // an error outside any test
    expect(vitestCounts(unit(0, 0), 0)).toEqual({ passed: 0, failed: 1 }); // no test at all
    expect(vitestCounts(undefined, 0)).toEqual({ passed: 0, failed: 1 }); // no report
    expect(vitestCounts({ anything: 1 }, 0)).toEqual({ passed: 0, failed: 1 });
  });
});

describe('playwrightCounts', () => {
  type Status = 'expected' | 'unexpected' | 'flaky' | 'skipped' | 'skips itself';
  const test = (status: Status): object =>
    status === 'skips itself' ? { status: 'skipped', expectedStatus: 'skipped' } : { status, expectedStatus: 'passed' };
  const report = (statuses: readonly Status[], errors: readonly object[] = []): object => ({
    suites: [{ specs: [], suites: [{ specs: statuses.map((status) => ({ tests: [test(status)] })) }] }],
    errors,
  });

  it('counts tests wherever they are nested', () => {
    expect(playwrightCounts(report(['expected', 'expected']), 0)).toEqual({ passed: 2, failed: 0 });
    expect(playwrightCounts(report(['expected', 'unexpected']), 1)).toEqual({ passed: 1, failed: 1 });
  });

  it('counts as failed what passed only when repeated, and what could not run because another failed', () => {
    expect(playwrightCounts(report(['expected', 'flaky']), 0)).toEqual({ passed: 1, failed: 1 });
    expect(playwrightCounts(report(['unexpected', 'skipped', 'skipped']), 1)).toEqual({ passed: 0, failed: 3 });
  });

  it('leaves out what skips itself', () => {
    expect(playwrightCounts(report(['expected', 'skips itself']), 0)).toEqual({ passed: 1, failed: 0 });
  });

  it('never lets a crash pass', () => {
    expect(playwrightCounts(report([], [{ message: 'no tests found' }]), 1)).toEqual({ passed: 0, failed: 1 });
    expect(playwrightCounts(report(['expected']), 1)).toEqual({ passed: 1, failed: 1 });
    expect(playwrightCounts(report([]), 0)).toEqual({ passed: 0, failed: 1 });
  });
});

describe('a step', () => {
  it('is one test by itself', () => {
    expect(singleCount(0)).toEqual({ passed: 1, failed: 0 });
    expect(singleCount(2)).toEqual({ passed: 0, failed: 1 });
  });

  it('without a report file has failed', () => {
    expect(countsOf.vitest('/nowhere/unit.json', 0)).toEqual({ passed: 0, failed: 1 });
    expect(countsOf.playwright('/nowhere/e2e.json', 0)).toEqual({ passed: 0, failed: 1 });
  });
});
