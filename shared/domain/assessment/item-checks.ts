import { parseDecimal, sumOf, toDecimalString } from '#shared/domain/decimal/index.ts';
import { finding, type Check } from './check.ts';
import type { AssessmentData } from './data.ts';
import type { Judgement } from './judge.ts';

const SIDES = ['initial', 'residual'] as const;

/** What only a scorecard can have wrong: points that it does not print, and an opposition other than the one that was surveyed. */
export function itemChecks(data: AssessmentData, judgement: Judgement): Check[] {
  if (judgement.kind !== 'scorecard') return [];
  const { method, draft } = judgement;
  const items = method.groups.flatMap((group) => group.items);
  const unprinted = items.flatMap((item) => {
    const sides = SIDES.flatMap((side) => draft[side]?.factors.find(({ id, printed }) => id === item.id && !printed) ?? []);
    const [first] = sides;
    return item.kind === 'points' && first !== undefined
      ? [finding('POINTS_NOT_PRINTED', 'warn', { factorId: item.id, params: { points: first.points ?? '', allowed: item.choices.map(({ points }) => points).join(', ') } })]
      : [];
  });
  const differing = items.flatMap((item) => (item.kind === 'opposition' ? SIDES.flatMap((side) => oppositionCheck(data, item.id, side)) : []));
  return [...unprinted, ...differing];
}

/** The same people, asked once, counted twice: as shares by strength in the item, and as the share opposed of the survey. */
function oppositionCheck({ factors, context }: AssessmentData, item: string, side: (typeof SIDES)[number]): Check[] {
  const factor = factors.find(({ factorId }) => factorId === item);
  const shares = (side === 'initial' ? factor?.opposed : factor?.residualOpposed)?.map(({ opposed }) => parseDecimal(opposed)) ?? null;
  const surveyed = parseDecimal(context[side].opinion?.opposed ?? '');
  if (shares === null || surveyed === null || shares.includes(null)) return [];
  const sum = sumOf(shares.flatMap((share) => share ?? []));
  return sum.eq(surveyed) ? [] : [finding('OPPOSITION_DIFFERS', 'warn', { factorId: item, params: { side, item: toDecimalString(sum), opposed: toDecimalString(surveyed) } })];
}
