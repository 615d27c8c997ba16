import { describe, expect, it } from 'vitest';
import { CHECK_CODES, type Check } from '#shared/domain/assessment/index.ts';
import { factor, view } from './fixtures.ts';
import { findingsByStep, isStep, progressOf, stepOf, STEPS } from './steps.ts';

const check = (code: Check['code'], over: Partial<Check> = {}): Check => ({ code, severity: 'block', factorId: null, measureId: null, params: {}, ...over });

describe('stepOf', () => {
  it.each(CHECK_CODES)('%s leads to a step', (code) => expect(STEPS).toContain(stepOf(check(code))));
  it('tells a wrong residual from a wrong score', () => {
    expect(stepOf(check('VALUE_INVALID', { params: { field: 'residual.p' } }))).toBe('measures');
    expect(stepOf(check('VALUE_INVALID', { params: { field: 'initial.p' } }))).toBe('score');
  });
});

it('findingsByStep counts each finding once, and all at the end', () => {
  const found = findingsByStep([check('NO_FACTOR'), check('FACTOR_OPEN', { severity: 'warn' }), check('OPINION_MISSING', { severity: 'warn' })]);
  expect(found.identify).toEqual({ block: 1, warn: 1 });
  expect(found.conclusion).toEqual({ block: 0, warn: 1 });
  expect(found.submit).toEqual({ block: 1, warn: 2 });
});

it('progressOf counts only identified factors as scored; 0 is a score', () => {
  const progress = progressOf(view({
    factors: [factor('A1', { p: '0', q: '0' }), factor('A2', { p: '0.5' }), factor('A3', { state: 'excluded', p: '1', q: '1' }), factor('A4', { state: 'open' })],
  }));
  expect(progress).toMatchObject({ identified: 2, excluded: 1, open: 1, scored: 1, reassessed: 0 });
});

it('isStep knows the steps', () => {
  expect(isStep('score')).toBe(true);
  expect(isStep(['score'])).toBe(false);
});
