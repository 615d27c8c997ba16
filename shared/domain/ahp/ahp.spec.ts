import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import json from '../../../resources/methods/ahp@1.json' with { type: 'json' };
import { methodSchema, type AhpMethod } from '#shared/domain/grading/index.ts';
import { evaluateAhp, type AhpResult } from './index.ts';

function shipped(): AhpMethod {
  const method = methodSchema.parse(json);
  if (method.kind !== 'ahp') throw new Error('not the AHP file');
  return method;
}
const method = shipped();
const evaluate = (matrix: string[][]): AhpResult => evaluateAhp(method, { matrix });

/** A full matrix from its upper triangle of Saaty steps: 3 -> "3" and "1/3", -3 the other way round. */
function fromUpper(size: number, steps: readonly number[]): string[][] {
  let next = 0;
  const matrix = Array.from({ length: size }, () => Array.from({ length: size }, () => '1'));
  for (let i = 0; i < size; i += 1) {
    for (let j = i + 1; j < size; j += 1) {
      const step = steps[next]!;
      next += 1;
      matrix[i]![j] = step > 0 ? String(step) : `1/${String(-step)}`;
      matrix[j]![i] = step > 0 ? `1/${String(step)}` : String(-step);
    }
  }
  return matrix;
}
const saaty = fc.constantFrom(1, 2, 3, 5, 7, 9, -2, -3, -5, -7, -9);
const anyMatrix = fc.integer({ min: 2, max: 10 }).chain((size) =>
  fc.array(saaty, { minLength: (size * (size - 1)) / 2, maxLength: (size * (size - 1)) / 2 }).map((steps) => fromUpper(size, steps)));

describe('weights by pairwise comparison', () => {
  it('gives the check vector', () => {
    const result = evaluate([['1', '3', '5'], ['1/3', '1', '2'], ['1/5', '1/2', '1']]);
    expect(result.weights.map((weight) => Number(weight).toFixed(6))).toEqual(['0.648329', '0.229651', '0.122020']);
    expect(Number(result.lambdaMax).toFixed(7)).toBe('3.0036946');
    expect(Number(result.ci).toFixed(7)).toBe('0.0018473');
    expect(Number(result.cr).toFixed(7)).toBe('0.0031850');
    expect(result.consistent).toBe(true);
  });

  it('equals the geometric means for three criteria, to all printed decimals', () => {
    const means = [15 ** (1 / 3), (2 / 3) ** (1 / 3), (1 / 10) ** (1 / 3)];
    const total = means.reduce((sum, mean) => sum + mean, 0);
    const { weights } = evaluate([['1', '3', '5'], ['1/3', '1', '2'], ['1/5', '1/2', '1']]);
    weights.forEach((weight, i) => expect(Math.abs(Number(weight) - means[i]! / total)).toBeLessThan(1e-12));
  });

  it('finds no inconsistency where there is none', () => {
    expect(evaluate([['1', '2', '6'], ['0.5', '1', '3'], ['1/6', '1/3', '1']])).toMatchObject({
      weights: ['0.600000000000', '0.300000000000', '0.100000000000'], lambdaMax: '3.000000000000', ci: '0.000000000000', cr: '0.000000000000', consistent: true, worst: null,
    });
    expect(evaluate([['1']])).toMatchObject({ weights: ['1.000000000000'], lambdaMax: '1.000000000000', cr: '0.000000000000', consistent: true });
    expect(evaluate([['1', '9'], ['1/9', '1']])).toMatchObject({ weights: ['0.900000000000', '0.100000000000'], cr: '0.000000000000', consistent: true });
  });

  it('calls contradictions what they are, and names the worst', () => {
    const result = evaluate([['1', '3', '1/5'], ['1/3', '1', '2'], ['5', '1/2', '1']]);
    expect(result.consistent).toBe(false);
    expect(result.worst).not.toBeNull();
    const planted = evaluate([['1', '2', '4', '1/9'], ['1/2', '1', '2', '4'], ['1/4', '1/2', '1', '2'], ['9', '1/4', '1/2', '1']]);
    expect(planted.worst).toMatchObject({ row: 0, column: 3, given: '1/9' });
  });

  it('finds the vector even where the second eigenvalue is close behind the first', () => {
    const result = evaluate([['1', '1000000', '1/1000000'], ['1/1000000', '1', '999999'], ['1000000', '1/999999', '1']]);
    const weights = result.weights.map(Number);
    expect(Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - 1)).toBeLessThan(1e-11);
    for (const weight of weights) expect(weight).toBeGreaterThan(0.3);
  });

  it('has positive weights that sum to 1, lambda max of at least the size, and A w = lambda w', () => {
    fc.assert(fc.property(anyMatrix, (matrix) => {
      const { weights, lambdaMax, ci, cr, consistent } = evaluate(matrix);
      const w = weights.map(Number);
      expect(w.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 10);
      expect(Math.min(...w)).toBeGreaterThan(0);
      expect(Number(lambdaMax)).toBeGreaterThanOrEqual(matrix.length - 1e-11);
      matrix.forEach((row, i) => {
        const product = row.reduce((sum, cell, j) => {
          const [top, bottom] = cell.split('/').map(Number);
          return sum + (top! / (bottom ?? 1)) * w[j]!;
        }, 0);
        expect(product / w[i]!).toBeCloseTo(Number(lambdaMax), 7);
      });
      expect(Number(ci)).toBeGreaterThanOrEqual(0);
      expect(consistent).toBe(Number(cr) < 0.1);
    }), { numRuns: 40 });
  });

  it('gives each criterion its weight whatever the order', () => {
    fc.assert(fc.property(anyMatrix, (matrix) => {
      const reversed = [...matrix].reverse().map((row) => [...row].reverse());
      expect([...evaluate(reversed).weights].reverse()).toEqual(evaluate(matrix).weights);
    }), { numRuns: 20 });
  });
});

describe('errors', () => {
  it.each<[string, string[][]]>([
    ['MATRIX_NOT_SQUARE', []],
    ['MATRIX_NOT_SQUARE', [['1', '2']]],
    ['MATRIX_NOT_SQUARE', [['1', '2'], ['1/2']]],
    ['MATRIX_SIZE', fromUpper(11, Array.from({ length: 55 }, () => 1))],
    ['MATRIX_NOT_POSITIVE', [['1', '0'], ['0', '1']]],
    ['MATRIX_NOT_POSITIVE', [['1', '-2'], ['-1/2', '1']]],
    ['MATRIX_NOT_RECIPROCAL', [['1', '3'], ['0.3333333333', '1']]],
    ['MATRIX_NOT_RECIPROCAL', [['1', '2'], ['2', '1']]],
    ['MATRIX_NOT_RECIPROCAL', [['2', '1'], ['1', '0.5']]],
    ['NOT_A_NUMBER', [['1', '1/0'], ['0', '1']]],
    ['NOT_A_NUMBER', [['1', 'x'], ['1', '1']]],
  ])('%s', (code, matrix) => {
    expect(() => evaluate(matrix)).toThrow(expect.objectContaining({ name: 'AppError', code }));
  });
});
