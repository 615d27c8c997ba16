import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findMethod, loadMethods } from '#data/assessment/model-loader.ts';
import { runScore } from './score.ts';

const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url));
const methods = loadMethods(RESOURCES);

function score(input: unknown): { exitCode: number; lines: number; json: Record<string, unknown> } {
  const text = typeof input === 'string' ? input : JSON.stringify(input);
  const { output, exitCode } = runScore(text, (ref) => findMethod(methods, ref));
  return { exitCode, lines: output.split('\n').length, json: JSON.parse(output) as Record<string, unknown> };
}
const factor = (id: string, weight: string, p: string, q: string, residual?: { p: string; q: string }): object => ({ id, weight, initial: { p, q }, ...(residual && { residual }) });
const wpq = (factors: unknown, more: object = {}): object => ({ method: 'wpq@1', factors, ...more });

describe('score with wpq@1', () => {
  it('prints the published example, with the named members and no others', () => {
    const { exitCode, lines, json } = score(wpq(
      [{ id: 'B5', name: '补偿标准', weight: '1.00', initial: { p: '0.7', q: '0.8' }, residual: { p: '0.4', q: '0.6' } }],
      { opinion: { opposed: '0.12' }, incident: { people: 0 }, triggers: [] },
    ));
    expect({ exitCode, lines }).toEqual({ exitCode: 0, lines: 1 });
    expect(json).toEqual({
      method: 'wpq@1',
      initial: {
        index: '0.56', level: 'medium', factors: [{ id: 'B5', r: '0.56', grade: 'larger' }],
        paths: { index: 'medium', count: 'low', trigger: 'low', opinion: 'low' }, decidedBy: ['index'],
      },
      residual: {
        index: '0.24', level: 'low', factors: [{ id: 'B5', r: '0.24', grade: 'general' }],
        paths: { index: 'low', count: 'low', trigger: null, opinion: null }, decidedBy: ['index', 'count'],
      },
      warnings: [],
    });
  });

  it('is exact where doubles are not', () => {
    const rows = Array.from({ length: 10 }, (_, i) => factor(`F${String(i)}`, '0.1', '0.6', '0.6'));
    expect(score(wpq(rows)).json['initial']).toMatchObject({ index: '0.36', level: 'medium' });
    const tiny = score(wpq([factor('A', '1', '0.00000000000000000001', '0.00000000000000000001')]));
    expect(tiny.json['initial']).toMatchObject({ index: '0.0000000000000000000000000000000000000001' });
  });

  it('takes a byte order mark', () => {
    expect(score(`\uFEFF${JSON.stringify(wpq([factor('A', '1', '0', '1')]))}`).exitCode).toBe(0);
  });

  it('gives the same whatever the order of the factors', () => {
    const rows = [factor('A', '0.3', '0.9', '0.8'), factor('B', '0.2', '0.5', '0.1', { p: '0.1', q: '0.1' }), factor('C', '0.5', '0.2', '0.7')];
    const side = (list: object[]): unknown => {
      const { initial, residual } = score(wpq(list)).json as Record<string, { index: string; level: string; paths: object }>;
      return [initial?.index, initial?.paths, residual?.index, residual?.paths];
    };
    expect(side([...rows].reverse())).toEqual(side(rows));
  });
});

describe('score with wc@1', () => {
  it('sums weight x C, and names the factor of a C that is no share', () => {
    const { exitCode, json } = score({ method: 'wc@1', factors: [{ id: 'A1', weight: '0.5', initial: '0.8', residual: '0.4' }, { id: 'B1', weight: '0.5', initial: '0.6' }] });
    expect(exitCode).toBe(0);
    expect(json).toMatchObject({ method: 'wc@1', initial: { index: '0.7', level: 'medium' }, residual: { index: '0.5', level: 'medium' }, warnings: [{ code: 'RESIDUAL_MISSING', factor: 'B1' }] });
    expect(score({ method: 'wc@1', factors: [{ id: 'A1', weight: '1', initial: '8' }] }).json).toMatchObject({ error: { code: 'VALUE_RANGE', factor: 'A1', path: 'initial' } });
  });
});

describe('score with the scorecard', () => {
  const zero = Object.fromEntries(['L1', 'L2', 'L3', 'R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'F1', 'F2', 'F3', 'K2', 'K3', 'K4', 'K5', 'K6', 'K7', 'K8'].map((id) => [id, '0']));

  it('prints total, groups and level for each side', () => {
    const { exitCode, json } = score({
      method: 'db32-4013@1',
      initial: { ...zero, L2: '5', F2: '4', K1: [{ opposed: '0.9', strength: 'strong' }, { opposed: '0.05', strength: 'mild' }] },
      residual: { ...zero, K1: [{ opposed: '0.10', strength: 'fair' }] },
    });
    expect(exitCode).toBe(0);
    expect(json).toMatchObject({
      method: 'db32-4013@1',
      initial: { total: '41.025', level: 'medium', groups: { legality: '5', reasonableness: '0', feasibility: '4', controllability: '32.025' } },
      residual: { total: '2.45', level: 'low' },
      warnings: [],
    });
  });

  it('names the item that is wrong', () => {
    expect(score({ method: 'db32-4013@1', initial: { ...zero, K1: [], R5: '3' } })).toMatchObject({ exitCode: 1, json: { error: { code: 'POINTS_NOT_ALLOWED', factor: 'R5' } } });
    expect(score({ method: 'db32-4013@1', initial: zero })).toMatchObject({ exitCode: 1, json: { error: { code: 'ITEM_MISSING', factor: 'K1' } } });
    expect(score({ method: 'db32-4013@1', initial: { ...zero, K1: [], L1: 0 } })).toMatchObject({ exitCode: 1, json: { error: { code: 'BAD_INPUT', factor: 'L1' } } });
  });
});

describe('score with ahp', () => {
  it('prints the check vector to at least 6 decimals', () => {
    const { exitCode, json } = score({ method: 'ahp', matrix: [['1', '3', '5'], ['1/3', '1', '2'], ['1/5', '1/2', '1']] });
    expect({ exitCode, consistent: json['consistent'], method: json['method'] }).toEqual({ exitCode: 0, consistent: true, method: 'ahp' });
    expect((json['weights'] as string[]).map((weight) => weight.slice(0, 8))).toEqual(['0.648329', '0.229650', '0.122020']);
    for (const key of ['lambdaMax', 'ci', 'cr']) expect(json[key]).toMatch(/^\d+\.\d{6,}$/);
  });

  it('refuses what is not a comparison matrix', () => {
    expect(score({ method: 'ahp', matrix: [['1', '3'], ['1/2', '1']] })).toMatchObject({ exitCode: 1, json: { error: { code: 'MATRIX_NOT_RECIPROCAL' } } });
    expect(score({ method: 'ahp', matrix: [[1]] })).toMatchObject({ exitCode: 1, json: { error: { code: 'BAD_INPUT', path: 'matrix.0.0' } } });
  });
});

describe('errors of score', () => {
  const good = factor('A', '1', '0.5', '0.5');
  it.each<[string, unknown, object]>([
    ['BAD_INPUT', '{"method": "wpq@1",', {}],
    ['BAD_INPUT', '', {}],
    ['BAD_INPUT', '[]', {}],
    ['BAD_INPUT', 'null', {}],
    ['BAD_INPUT', { factors: [good] }, { path: 'method' }],
    ['METHOD_UNKNOWN', { method: 'wpq@2', factors: [good] }, {}],
    ['METHOD_UNKNOWN', { method: 'wpq', factors: [good] }, {}],
    ['METHOD_UNKNOWN', { method: 'constructor', factors: [good] }, {}],
    ['NO_FACTOR', wpq([]), {}],
    ['NO_FACTOR', { method: 'wpq@1' }, {}],
    ['DUPLICATE_FACTOR', wpq([factor('A', '0.5', '0', '0'), factor('A', '0.5', '0', '0')]), { factor: 'A' }],
    ['WEIGHT_SUM', wpq([factor('A', '0.99', '0', '0')]), {}],
    ['WEIGHT_RANGE', wpq([factor('A', '-1', '0', '0'), factor('B', '2', '0', '0')]), { factor: 'A' }],
    ['VALUE_RANGE', wpq([factor('A', '1', '1.01', '0')]), { factor: 'A', path: 'initial.p' }],
    ['NOT_A_NUMBER', wpq([factor('A', '1', '1e-1', '0')]), { factor: 'A', path: 'initial.p' }],
    ['BAD_INPUT', wpq([{ id: 'A', weight: 1, initial: { p: '0', q: '0' } }]), { factor: 'A', path: 'factors.0.weight' }],
    ['BAD_INPUT', wpq([{ id: 'A', weight: '1' }]), { factor: 'A', path: 'factors.0.initial' }],
    ['BAD_INPUT', wpq([good], { triggers: ['arson'] }), { path: 'triggers' }],
    ['BAD_INPUT', wpq([good], { incident: { people: 20.5 } }), { path: 'incident.people' }],
    ['BAD_INPUT', wpq([good], { opinon: { opposed: '0.9' } }), {}],
    ['VALUE_RANGE', wpq([good], { opinion: { opposed: '1.2' } }), { path: 'opinion.opposed' }],
  ])('%s for %j', (code, input, about) => {
    const { exitCode, lines, json } = score(input);
    expect({ exitCode, lines }).toEqual({ exitCode: 1, lines: 1 });
    expect(Object.keys(json)).toEqual(['error']);
    expect(json['error']).toMatchObject({ code, ...about });
    expect((json['error'] as { message: string }).message).toMatch(/\w/);
  });

  it('tells who sends numbers that numbers travel as text', () => {
    expect(score(wpq([{ id: 'A', weight: 1, initial: { p: '0', q: '0' } }])).json).toMatchObject({ error: { message: expect.stringContaining('as text') as string } });
  });

  it('does not take a method file for an input', () => {
    const file = fileURLToPath(new URL('../../../resources/methods/wpq@1.json', import.meta.url));
    expect(score(readFileSync(file, 'utf8')).json).toMatchObject({ error: { code: 'BAD_INPUT', path: 'method' } });
  });
});
