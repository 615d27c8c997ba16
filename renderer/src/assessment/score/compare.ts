import type { Comparison } from '#shared/domain/ahp/index.ts';
import type { AssessmentModel } from '#shared/domain/assessment/index.ts';

/** Saaty's scale as the row sees it: 9 = the row counts far more, 1/9 = far less. */
export const SCALE = ['9', '8', '7', '6', '5', '4', '3', '2', '1', '1/2', '1/3', '1/4', '1/5', '1/6', '1/7', '1/8', '1/9'] as const;
/** As many as the random index goes. */
const MOST = 10;

/** One matrix that is filled in: the areas against each other, or the factors of one area (all of them, where they are few). */
export interface Sheet {
  /** Area letter; '' = the areas themselves, or all factors together. */
  readonly id: string;
  readonly members: readonly string[];
  /** Only above the diagonal counts; below stands the reciprocal. */
  readonly matrix: readonly (readonly string[])[];
}

export interface Sheets {
  readonly top: Sheet | null;
  readonly groups: readonly Sheet[];
}

/** The sheets of a case: one for few factors, else one for the areas and one for each area. Null where an area has too many. */
export function sheetsFor({ areas }: AssessmentModel, identified: readonly string[]): Sheets | null {
  const groups = areas.flatMap(({ id, factors }) => {
    const members = factors.map((factor) => factor.id).filter((factor) => identified.includes(factor));
    return members.length === 0 ? [] : [sheet(id, members)];
  });
  if (groups.length === 0) return null;
  if (identified.length <= MOST || groups.length === 1) {
    const all = groups.flatMap(({ members }) => members);
    return all.length > MOST ? null : { top: null, groups: [sheet('', all)] };
  }
  if (groups.length > MOST || groups.some(({ members }) => members.length > MOST)) return null;
  return { top: sheet('', groups.map(({ id }) => id)), groups };
}

function sheet(id: string, members: readonly string[]): Sheet {
  return { id, members, matrix: members.map(() => members.map(() => '1')) };
}

/** Puts a comparison in, and its reciprocal opposite. */
export function withPair(one: Sheet, row: number, column: number, value: string): Sheet {
  const matrix = one.matrix.map((cells, i) => cells.map((cell, j) => (i === row && j === column ? value : i === column && j === row ? reciprocal(value) : cell)));
  return { ...one, matrix };
}

/** "3" -> "1/3", "1/3" -> "3", "1" -> "1". */
export function reciprocal(value: string): string {
  if (value === '1') return '1';
  return value.startsWith('1/') ? value.slice(2) : `1/${value}`;
}

export function comparisonOf({ top, groups }: Sheets): Comparison {
  return { top: top === null ? null : top.matrix, groups: groups.map(({ members, matrix }) => ({ members, matrix })) };
}

/** The step of the scale nearest to a ratio, for the words of what would fit. */
export function nearestStep(ratio: number): string {
  const size = (step: string): number => (step.startsWith('1/') ? 1 / Number(step.slice(2)) : Number(step));
  return [...SCALE].sort((a, b) => Math.abs(Math.log(size(a) / ratio)) - Math.abs(Math.log(size(b) / ratio)))[0] ?? '1';
}
