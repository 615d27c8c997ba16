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
  const report = (expected: number, unexpected: number, flaky: number, errors: readonly object[] = []): object => ({
    stats: { expected, unexpected, flaky, skipped: 0 },
    errors,
  });

  it('counts tests; one that passed only when repeated has failed', () => {
    expect(playwrightCounts(report(5, 0, 0), 0)).toEqual({ passed: 5, failed: 0 });
    expect(playwrightCounts(report(5, 1, 1), 1)).toEqual({ passed: 5, failed: 2 });
  });

  it('never lets a crash pass', () => {
    expect(playwrightCounts(report(0, 0, 0, [{ message: 'no tests found' }]), 1)).toEqual({ passed: 0, failed: 1 });
    expect(playwrightCounts(report(5, 0, 0), 1)).toEqual({ passed: 5, failed: 1 });
    expect(playwrightCounts(report(0, 0, 0), 0)).toEqual({ passed: 0, failed: 1 });
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
