import { COLOURS, type Colour, type IndexDefinition } from './definition.ts';
import { divide, fixed, larger, smaller, UNIT, type Fixed } from './fixed.ts';
import type { Source } from './source.ts';

/** What is taken off one place in one month, after the index is put together. */
export interface Afterwards {
  readonly deductions: readonly { readonly id: string; readonly count: Fixed; readonly points: Fixed }[];
  readonly deducted: Fixed;
  readonly vetoes: readonly { readonly id: string; readonly count: Fixed; readonly met: boolean }[];
  readonly vetoed: boolean;
}

/** Counts deductions and vetoes. What a county loses is divided by the number of its towns, as what a town loses is its own. */
export function countAfterwards(source: Source, of: 'unit' | 'county', position: number, month: number): Afterwards {
  const { definition, places } = source;
  const parts = of === 'county' ? BigInt(Math.max(1, places.townsIn[position]?.length ?? 1)) : 1n;
  const count = (query: IndexDefinition['vetoes'][number]['query']): Fixed => divide(source.series(query)[of](position, month, 1) * UNIT, 10n ** BigInt(source.scale(query)));
  const deductions = definition.deductions.map(({ id, query, points, maximum }) => {
    const counted = count(query);
    return { id, count: counted, points: smaller(divide(counted * fixed(points), UNIT * parts), fixed(maximum)) };
  });
  const vetoes = definition.vetoes.map(({ id, query, from }) => {
    const counted = count(query);
    return { id, count: counted, met: counted >= BigInt(from) * UNIT };
  });
  return { deductions, deducted: deductions.reduce((sum, { points }) => sum + points, 0n), vetoes, vetoed: vetoes.some(({ met }) => met) };
}

export interface Final {
  readonly score: Fixed;
  /** What the cap of a veto took beyond the deductions. */
  readonly capped: Fixed;
  /** What was really taken off: never more than there is. */
  readonly deducted: Fixed;
}

/** Base less deductions, not below 0, and no more than the cap after a veto. */
export function finalScore(base: Fixed, { deducted, vetoed }: Pick<Afterwards, 'deducted' | 'vetoed'>, cap: Fixed): Final {
  const left = larger(0n, base - deducted);
  const score = vetoed ? smaller(left, cap) : left;
  return { score, capped: left - score, deducted: base - left };
}

/** The colour of a score by the definition's bands, and one worse after a fall of so many points. Taken before rounding. */
export function colourOf(definition: Pick<IndexDefinition, 'colours' | 'fall'>, score: Fixed, change: Fixed | null): { readonly colour: Colour; readonly raised: boolean } {
  const band = definition.colours.findIndex(({ from }) => score >= fixed(from));
  const own = band < 0 ? COLOURS.length - 1 : band;
  const raised = change !== null && change <= -fixed(definition.fall) && own < COLOURS.length - 1;
  return { colour: COLOURS[raised ? own + 1 : own] ?? 'red', raised };
}
