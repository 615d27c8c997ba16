import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import json from '../../../resources/methods/db32-4013@1.json' with { type: 'json' };
import { evaluateScorecard, evaluateScorecardDraft, levelRank, scorecardMethodSchema, type ItemEntry, type ScorecardDraft, type ScorecardDraftInput } from './index.ts';

const method = scorecardMethodSchema.parse(json);
const items = method.groups.flatMap((group) => group.items);
const NOTHING: ItemEntry = { points: null, opposed: null };
const best = (id: string): ItemEntry => (id === 'K1' ? { points: null, opposed: [] } : { points: '0', opposed: null });
const worst = (id: string): ItemEntry => {
  const item = items.find((one) => one.id === id)!;
  return item.kind === 'points' ? { points: item.choices.at(-1)!.points, opposed: null } : { points: null, opposed: [{ strength: 'strong', opposed: '1' }] };
};
type Entries = Readonly<Record<string, ItemEntry>>;
const draft = (initial: (id: string) => ItemEntry, residual: Entries = {}, direct: Partial<Pick<ScorecardDraftInput, 'initial' | 'residual'>> = {}): ScorecardDraft =>
  evaluateScorecardDraft(method, { items: items.map(({ id }) => ({ id, initial: initial(id), residual: residual[id] ?? NOTHING })), initial: {}, residual: {}, ...direct });
const points = (value: string): ItemEntry => ({ points: value, opposed: null });

describe('a scorecard still being filled in', () => {
  it('has no total while an item is open, says which, and what is certain', () => {
    const { initial, gaps, residual } = draft((id) => (id === 'R2' ? NOTHING : worst(id)));
    expect(initial).toMatchObject({ total: null, level: null, atLeast: 'high', paths: { total: null } });
    expect(gaps).toEqual([{ factor: 'R2', field: 'initial.points', reason: 'missing' }]);
    expect(initial.groups).toEqual([
      { id: 'legality', points: '10', open: 0 }, { id: 'reasonableness', points: '22', open: 1 }, { id: 'feasibility', points: '10', open: 0 }, { id: 'controllability', points: '55', open: 0 },
    ]);
    expect(residual).toBeNull();
    expect(draft(() => NOTHING).initial).toMatchObject({ total: null, atLeast: null });
  });

  it('sums groups and total, and marks what stands at its worst', () => {
    const { initial } = draft((id) => (['L1', 'R5'].includes(id) ? worst(id) : best(id)));
    expect(initial).toMatchObject({ total: '5', level: 'low', decidedBy: ['total'] });
    expect(initial.factors.filter(({ grave }) => grave).map(({ id }) => id)).toEqual(['L1', 'R5']);
  });

  it('takes K1 by share and strength, grave from where so many are opposed that the opinion path is not low', () => {
    const k1 = (opposed: ItemEntry['opposed']) => draft((id) => (id === 'K1' ? { points: null, opposed } : best(id))).initial;
    expect(k1([{ strength: 'strong', opposed: '0.1' }, { strength: 'fair', opposed: '0.2' }, { strength: 'mild', opposed: '0.3' }]).total).toBe('11.55');
    expect(k1([{ strength: 'mild', opposed: '0.199' }]).factors.find(({ id }) => id === 'K1')).toMatchObject({ points: '2.0895', grave: false });
    expect(k1([{ strength: 'mild', opposed: '0.2' }]).factors.find(({ id }) => id === 'K1')).toMatchObject({ points: '2.1', grave: true });
  });

  it('takes the mean of a panel, and says that it is none of the printed points', () => {
    const { initial } = draft((id) => (id === 'L2' ? points('1.4') : best(id)));
    expect(initial.total).toBe('1.4');
    expect(initial.factors.filter(({ printed }) => !printed).map(({ id }) => id)).toEqual(['L2']);
  });

  it.each<[string, ItemEntry, string]>([
    ['L1', points('3.1'), 'initial.points outOfRange'], ['L1', points('-1'), 'initial.points outOfRange'], ['L1', points('few'), 'initial.points notANumber'],
    ['K1', { points: null, opposed: [{ strength: 'strong', opposed: '1.1' }] }, 'initial.opposed outOfRange'],
    ['K1', { points: null, opposed: [{ strength: 'strong', opposed: '0.6' }, { strength: 'mild', opposed: '0.5' }] }, 'initial.opposed outOfRange'],
    ['K1', { points: null, opposed: [{ strength: 'wild', opposed: '0.1' }] }, 'initial.opposed notANumber'],
    ['K1', points('3'), 'initial.opposed missing'],
  ])('turns %s with %j into a gap', (id, entry, gap) => {
    const { gaps, initial } = draft((one) => (one === id ? entry : best(one)));
    expect(gaps.map(({ factor, field, reason }) => `${factor ?? ''} ${field} ${reason}`)).toEqual([`${id} ${gap}`]);
    expect(initial.total).toBeNull();
  });

  it('keeps an item without a residual at its initial points, with a warning, and warns of a rise', () => {
    const { residual, warnings } = draft((id) => (id === 'L1' ? points('2') : best(id)), { L1: points('3') });
    expect(residual).toMatchObject({ total: '3' });
    expect(warnings.filter(({ code }) => code === 'RESIDUAL_ABOVE_INITIAL')).toEqual([{ code: 'RESIDUAL_ABOVE_INITIAL', factor: 'L1', field: 'points' }]);
    expect(warnings.filter(({ code }) => code === 'RESIDUAL_MISSING')).toHaveLength(20);
    expect(draft(best, {}, { initial: { opinion: { opposed: '0.3' } }, residual: { triggers: [] } }).warnings).toContainEqual({ code: 'RESIDUAL_PATH_MISSING', path: 'opinion' });
  });

  const chosen = fc.tuple(...items.map((item) => (item.kind === 'points'
    ? fc.constantFrom(...item.choices.map((choice) => points(choice.points)))
    : fc.record({ a: fc.integer({ min: 0, max: 50 }), b: fc.integer({ min: 0, max: 50 }) }).map(({ a, b }): ItemEntry => ({ points: null, opposed: [{ strength: 'strong', opposed: `0.${String(a).padStart(2, '0')}` }, { strength: 'fair', opposed: `0.${String(b).padStart(2, '0')}` }] })))));

  it('agrees with the strict evaluation and with a sum in whole numbers', () => {
    fc.assert(fc.property(chosen, (entries) => {
      const by = Object.fromEntries(items.map(({ id }, at) => [id, entries[at]!]));
      const drafted = draft((id) => by[id]!).initial;
      const strict = evaluateScorecard(method, { initial: Object.fromEntries(Object.entries(by).map(([id, entry]) => [id, entry.opposed === null ? entry.points! : [...entry.opposed]])) }).initial;
      expect(drafted).toMatchObject({ total: strict.total, level: strict.level, paths: strict.paths, decidedBy: strict.decidedBy });
      expect(Object.fromEntries(drafted.groups.map((group) => [group.id, group.points]))).toEqual(strict.groups);
      const [strong, fair] = by['K1']!.opposed!.map(({ opposed }) => Math.round(Number(opposed) * 100));
      // In thousandths of a point: 35 x (1.0 a + 0.7 b) with a and b in hundredths.
      const thousandths = entries.reduce((sum, { points: given }) => sum + Number(given ?? '0') * 1000, 0) + 35 * (10 * strong! + 7 * fair!);
      expect(drafted.level).toBe(thousandths >= 70_000 ? 'high' : thousandths > 40_000 ? 'medium' : 'low');
    }));
  });

  it('never falls when one item rises, and never promises more than the finished card keeps', () => {
    fc.assert(fc.property(chosen, fc.nat(items.length - 1), fc.array(fc.boolean(), { minLength: items.length, maxLength: items.length }), (entries, at, known) => {
      const by = Object.fromEntries(items.map(({ id }, position) => [id, entries[position]!]));
      const whole = draft((id) => by[id]!).initial;
      const raised = draft((id) => (id === items[at]!.id ? worst(id) : by[id]!)).initial;
      expect(levelRank(raised.level!)).toBeGreaterThanOrEqual(levelRank(whole.level!));
      const partial = draft((id) => (known[items.findIndex((item) => item.id === id)]! ? by[id]! : NOTHING)).initial;
      if (partial.atLeast !== null) expect(levelRank(whole.level!)).toBeGreaterThanOrEqual(levelRank(partial.atLeast));
    }));
  });
});
