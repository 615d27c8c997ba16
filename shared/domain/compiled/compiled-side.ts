import {
  decidingPaths, GRADES, LEVELS, levelRank, PATHS, readDirect,
  type DirectInput, type DirectLevels, type DirectParameters, type DraftSide, type Gap, type Level, type WpqMethod,
} from '#shared/domain/grading/index.ts';
import type { FactorRow } from './factor-row.ts';
import type { Grid } from './grid.ts';
import type { Rules } from './rules.ts';
import { SideColumns } from './side-columns.ts';
import { decimalOfUnits } from './units.ts';

/** Rank of what is not known: below that of every level. */
export const NONE = -1;

/** What triggers and opposition said. */
interface Direct {
  readonly input: DirectInput;
  readonly levels: DirectLevels;
  readonly gaps: readonly Gap[];
}

/** One side of a compiled case: its figures, and the words for them where they are asked for. What was handed out before stays as it was. */
export class CompiledSide {
  readonly columns: SideColumns;
  /** Ranks of the levels by index and by counts, and of the highest of all paths and of the counts so far; NONE where not known. */
  index = NONE;
  count = NONE;
  atLeast = NONE;

  readonly #name: 'initial' | 'residual';
  readonly #grid: Grid;
  readonly #rules: Rules;
  readonly #parameters: DirectParameters;
  #direct: Direct | null = null;
  /** 1 in the places whose factors the words do not tell yet. */
  readonly #untold: Uint8Array;
  #factors: readonly DraftSide['factors'][number][] = [];
  /** Null where the figures have moved on. */
  #words: DraftSide | null = null;

  constructor(name: 'initial' | 'residual', { direct }: WpqMethod, grid: Grid, rules: Rules, size: number) {
    this.#name = name;
    this.#parameters = direct;
    this.#grid = grid;
    this.#rules = rules;
    this.columns = new SideColumns(size);
    this.#untold = new Uint8Array(size);
  }

  /** What is missing or unusable of the direct input. */
  get gaps(): readonly Gap[] {
    return this.#direct?.gaps ?? [];
  }

  /** Takes the score of a factor; see {@link SideColumns.put}. */
  put(place: number, p: number, q: number, weight: number): void {
    this.columns.put(place, p, q, weight, this.#rules);
    this.#untold[place] = 1;
  }

  /**
   * Judges what there is by now.
   *
   * @param total the sum of the weights in units where an index can be told, else null
   */
  judge(total: number | null, input: DirectInput): void {
    if (this.#direct?.input !== input) {
      const gaps: Gap[] = [];
      this.#direct = { input, levels: readDirect(this.#parameters, input, this.#name, gaps), gaps };
    }
    const { sum, counts, scored, r } = this.columns;
    const whole = scored > 0 && scored === r.length;
    const countSoFar = scored > 0 ? this.#rules.count(counts) : NONE;
    const { trigger, opinion } = this.#direct.levels;
    this.index = whole && total !== null ? this.#rules.index(sum, total) : NONE;
    this.count = whole ? countSoFar : NONE;
    this.atLeast = Math.max(this.index, countSoFar, rankOf(trigger), rankOf(opinion));
    this.#words = null;
  }

  /** The figures in words; the same object for as long as nothing was judged anew. */
  words(rows: readonly (FactorRow | undefined)[]): DraftSide {
    if (this.#words !== null) return this.#words;
    this.#factors = this.#factorsOf(rows);
    const known = this.index !== NONE;
    const { trigger, opinion } = this.#direct?.levels ?? { trigger: null, opinion: null };
    const paths = { index: levelAt(this.index), count: levelAt(this.count), trigger, opinion };
    const atLeast = levelAt(this.atLeast);
    // With an index every factor is scored, so that nothing is left to raise the level.
    const level = known ? atLeast : null;
    const index = known ? decimalOfUnits(this.columns.sum, 2 * this.#grid.share + this.#grid.weight) : null;
    this.#words = { index, level, atLeast, factors: this.#factors, paths, decidedBy: decidingPaths(PATHS, paths, level) };
    return this.#words;
  }

  #factorsOf(rows: readonly (FactorRow | undefined)[]): DraftSide['factors'] {
    const { r, grades } = this.columns;
    const factors = this.#factors.slice();
    for (let place = this.#untold.indexOf(1); place !== -1; place = this.#untold.indexOf(1, place + 1)) {
      const units = r[place] ?? NONE;
      const id = rows[place]?.factor.id ?? '';
      factors[place] = units < 0 ? { id, r: null, grade: null } : { id, r: decimalOfUnits(units, 2 * this.#grid.share), grade: GRADES[grades[place] ?? 0] ?? null };
    }
    this.#untold.fill(0);
    return factors;
  }
}

function rankOf(level: Level | null): number {
  return level === null ? NONE : levelRank(level);
}

function levelAt(rank: number): Level | null {
  return rank === NONE ? null : (LEVELS[rank] ?? null);
}
