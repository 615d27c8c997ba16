import { canonicalJson } from '#shared/util/canonical-json.ts';
import type { FiguresMemo, IndicatorFigures } from './figures.ts';
import type { Cells, IndexInputs } from './inputs.ts';
import type { Places } from './places.ts';
import type { Series } from './series.ts';
import type { SeriesMemo } from './source.ts';

/**
 * What one computation leaves for the next of the same month: series and measured indicators, by the very cells that they were made from.
 * Whoever gathers inputs hands in the same object for a query whose cells did not change; then what was made from it holds. An object that
 * is equal but another only costs time. One memo holds one month of one definition: another one makes it begin anew.
 */
export class IndexMemo {
  #of = '';
  #series = new Map<Cells, Series>();
  #indicators = new Map<string, { readonly cells: readonly Cells[]; readonly figures: IndicatorFigures }>();

  /** Forgets what was made for another definition, month or set of places, and what belongs to cells that are no longer there. */
  begin({ definition, month, queries }: IndexInputs, { units, counties, countyOf }: Places): void {
    const of = canonicalJson({ definition, month, units, counties, countyOf, scales: queries.map(({ scale }) => scale) });
    const held = new Set(of === this.#of ? queries.map(({ cells }) => cells) : []);
    this.#series = new Map([...this.#series].filter(([cells]) => held.has(cells)));
    if (of !== this.#of) this.#indicators.clear();
    this.#of = of;
  }

  readonly series: SeriesMemo = (cells, make) => {
    const known = this.#series.get(cells) ?? make();
    this.#series.set(cells, known);
    return known;
  };

  /** Cells are those of every query that the indicator's figures depend on, always in the same order. */
  readonly indicator: FiguresMemo = (id, cells, make) => {
    const known = this.#indicators.get(id);
    if (known?.cells.length === cells.length && known.cells.every((one, position) => one === cells[position])) return known.figures;
    const figures = make();
    this.#indicators.set(id, { cells, figures });
    return figures;
  };
}
