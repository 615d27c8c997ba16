import { ONE } from '#shared/domain/decimal/index.ts';
import { missingPathWarnings, saysNothing, type DraftInput, type DraftResult, type Gap, type WpqMethod } from '#shared/domain/grading/index.ts';
import { CompiledSide } from './compiled-side.ts';
import { gapsOf, readRow, warningsOf, type FactorRow } from './factor-row.ts';
import { gridOf, holds, type Grid } from './grid.ts';
import { rulesOf } from './rules.ts';
import { decimalOfUnits, placesOf } from './units.ts';

/**
 * A case of a fixed number of factors, compiled: its values as whole numbers in typed arrays, the cut-offs of its method in the same units.
 * It keeps what it judged last and reads only the factors that are other objects than then.
 */
export class CompiledCase {
  readonly initial: CompiledSide;
  readonly residual: CompiledSide;

  readonly #grid: Grid;
  readonly #rows: (FactorRow | undefined)[];
  readonly #weights: Float64Array;
  /** Sum of the weights that are numbers, in units, and whether all are. */
  #total = 0;
  #usable = true;
  /** Number of factors with values of their own after the measures. */
  #reassessed = 0;
  /** Nothing at all is said about after the measures. */
  #nothingAfter = true;
  readonly #gaps = new Told(gapsOf);
  readonly #warnings = new Told(warningsOf);

  private constructor(method: WpqMethod, grid: Grid, size: number) {
    const rules = rulesOf(method, grid);
    this.#grid = grid;
    this.#rows = Array.from({ length: size });
    this.#weights = new Float64Array(size);
    this.initial = new CompiledSide('initial', method, grid, rules, size);
    this.residual = new CompiledSide('residual', method, grid, rules, size);
  }

  /** Null where the digits of the method and of the draft do not fit into whole numbers below 2^53. */
  static of(method: WpqMethod, { factors }: DraftInput): CompiledCase | null {
    const grid = gridOf(method, {
      shares: factors.flatMap(({ initial, residual }) => [initial.p, initial.q, residual.p, residual.q].map(placesOf)),
      weights: factors.map(({ weight }) => placesOf(weight)),
    });
    // An index is told of weights that sum to 1 only; their sum, of any.
    const fits = holds(grid, ONE) && factors.length * 10 ** grid.weight <= Number.MAX_SAFE_INTEGER;
    return fits ? new CompiledCase(method, grid, factors.length) : null;
  }

  /**
   * Takes a draft and works its figures out. False where the draft does not fit this compiled form (any longer), which is then of no more use:
   * another number of factors, or a value with more digits than the grid holds.
   */
  take({ factors, initial, residual }: DraftInput): boolean {
    const size = this.#rows.length;
    if (factors.length !== size) return false;
    let reweighed = false;
    for (let place = 0; place < size; place += 1) {
      const factor = factors[place];
      const before = this.#rows[place];
      if (factor === undefined || factor === before?.factor) continue;
      const row = readRow(factor, this.#grid, before);
      if (row === null) return false;
      this.#rows[place] = row;
      reweighed ||= row.weight !== before?.weight;
      this.#weights[place] = row.weight;
      this.#reassessed += Number(row.reassessed) - Number(before?.reassessed ?? false);
      this.initial.put(place, row.p, row.q, row.weight);
      this.residual.put(place, row.residualP, row.residualQ, row.weight);
    }
    if (reweighed) this.#reweigh();
    this.#nothingAfter = this.#reassessed === 0 && saysNothing(residual);
    const total = this.#weightsAreOne && this.#usable ? this.#total : null;
    this.initial.judge(total, initial);
    this.residual.judge(total, residual);
    return true;
  }

  /** The figures in words: what evaluateDraft says of the draft, to the letter. */
  words(): DraftResult {
    const gaps = [...this.#gaps.of(this.#rows), ...this.#gapsOfAll(), ...this.initial.gaps];
    const weightSum = decimalOfUnits(this.#total, this.#grid.weight);
    const initial = this.initial.words(this.#rows);
    if (this.#nothingAfter) return { initial, residual: null, weightSum, gaps, warnings: [] };
    const residual = this.residual.words(this.#rows);
    const warnings = [...this.#warnings.of(this.#rows), ...missingPathWarnings(initial.paths, residual.paths)];
    return { initial, residual, weightSum, gaps: [...gaps, ...this.residual.gaps], warnings };
  }

  get #weightsAreOne(): boolean {
    return this.#total === 10 ** this.#grid.weight;
  }

  #gapsOfAll(): Gap[] {
    if (this.#rows.length === 0) return [{ factor: null, field: 'factors', reason: 'missing' }];
    return this.#weightsAreOne ? [] : [{ factor: null, field: 'weights', reason: 'notOne' }];
  }

  #reweigh(): void {
    this.#total = 0;
    this.#usable = true;
    for (const weight of this.#weights) {
      if (weight < 0) this.#usable = false;
      else this.#total += weight;
    }
    this.initial.columns.reweigh(this.#weights);
    this.residual.columns.reweigh(this.#weights);
  }
}

/** What is to be said of all factors in their order, found out again for those that changed only. */
class Told<Item> {
  readonly #find: (row: FactorRow) => readonly Item[];
  readonly #rows: FactorRow[] = [];
  readonly #items: (readonly Item[])[] = [];
  #all: readonly Item[] = [];

  constructor(find: (row: FactorRow) => readonly Item[]) {
    this.#find = find;
  }

  of(rows: readonly (FactorRow | undefined)[]): readonly Item[] {
    let changed = false;
    for (const [place, row] of rows.entries()) {
      if (row === undefined || row === this.#rows[place]) continue;
      const items = this.#find(row);
      changed ||= items.length > 0 || (this.#items[place]?.length ?? 0) > 0;
      this.#rows[place] = row;
      this.#items[place] = items;
    }
    if (changed) this.#all = this.#items.flat();
    return this.#all;
  }
}
