import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import { ACCIDENTS, CASES, DEATHS, MONTH, PETITIONS, REPEATED, RESIDENTS, smallDefinition, smallInputs, TOWNS, type Figure } from './fixtures/small.ts';
import { computeAtOnce, computeIndex, IndexMemo, type IndexInputs, type IndexQuery, type IndexResult } from './index.ts';

const definition = smallDefinition();
const QUERIES: readonly IndexQuery[] = [RESIDENTS, PETITIONS, REPEATED, CASES, DEATHS, ACCIDENTS];
const steady: Figure = (town, _month, position) => 20_000 * Number(town === TOWNS[0]) + 10_000 + (position % 3);

/** A store to which batches come: each raises one query in one town and month. */
const batch = fc.record({ query: fc.constantFrom(...QUERIES), town: fc.constantFrom(...TOWNS), back: fc.nat({ max: 14 }), add: fc.integer({ min: 1, max: 40 }), month: fc.constantFrom(MONTH, '2024-05') });
type Batch = typeof batch extends fc.Arbitrary<infer T> ? T : never;

function inputsAfter(batches: readonly Batch[], month: string): IndexInputs {
  return smallInputs(definition, QUERIES.map((query) => [query, (town, at, position) => {
    const added = batches.filter((one) => one.query === query && one.town === town && one.back === position % 15).reduce((sum, { add }) => sum + add, 0);
    return (query === RESIDENTS ? steady(town, at, position) : query === DEATHS || query === ACCIDENTS ? 0 : 5 + (position % 4)) + added;
  }]), month);
}

/** As the store hands them in: the same object where the cells are the same. */
function sharing(next: IndexInputs, last: IndexInputs | null): IndexInputs {
  return {
    ...next,
    queries: next.queries.map((one) => {
      const before = last?.queries.find(({ query }) => canonicalJson(query) === canonicalJson(one.query));
      return before !== undefined && canonicalJson(before.cells) === canonicalJson(one.cells) ? before : one;
    }),
  };
}

function withMemo(inputs: IndexInputs, memo: IndexMemo): IndexResult {
  const steps = computeIndex(definition, inputs, memo);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

describe('a memo', () => {
  it('changes no byte, whatever batches came in between and whatever month is asked for', () => {
    fc.assert(fc.property(fc.array(batch, { minLength: 1, maxLength: 4 }), (batches) => {
      const memo = new IndexMemo();
      let last: IndexInputs | null = null;
      for (const [position, { month }] of batches.entries()) {
        last = sharing(inputsAfter(batches.slice(0, position + 1), month), last);
        expect(canonicalJson(withMemo(last, memo))).toBe(canonicalJson(computeAtOnce(definition, last)));
      }
    }), { numRuns: 15 });
  });

  it('measures again what a batch touched, and nothing else', () => {
    const memo = new IndexMemo();
    const measured: string[] = [];
    const { indicator } = memo;
    vi.spyOn(memo, 'indicator').mockImplementation((id, cells, make) => indicator(id, cells, () => {
      measured.push(id);
      return make();
    }));
    const before = inputsAfter([], MONTH);
    withMemo(before, memo);
    expect(measured).toEqual(['petitions', 'repeated', 'crimes']);
    withMemo(sharing(inputsAfter([{ query: CASES, town: TOWNS[0] ?? '', back: 3, add: 7, month: MONTH }], MONTH), before), memo);
    expect(measured.slice(3)).toEqual(['crimes']);
  });
});
