import { frameOf } from './aggregate.ts';
import { indicatorsOf, type IndexDefinition } from './definition.ts';
import { measureAll, type Kind, type Span } from './figures.ts';
import { shownOrNull } from './fixed.ts';
import { monthsNeeded, type IndexInputs } from './inputs.ts';
import { IndexMemo } from './memo.ts';
import { levelResult } from './level-result.ts';
import { departmentPlaces, townPlaces, type Places } from './places.ts';
import type { IndexLevel, IndexResult, LevelResult } from './result.ts';
import { scoreMonth, type MonthScores } from './scoring.ts';
import { simulateLevel } from './simulate-level.ts';
import { createSource } from './source.ts';

/** How far a computation is; steps are about equally long. */
export interface ComputeProgress {
  readonly done: number;
  readonly total: number;
}

/** Steps that many simulated runs count as. */
const RUNS_A_STEP = 50;

/**
 * Computes one month of an index from its inputs: pure, and the same bytes for the same inputs. A generator, so that whoever runs it can
 * show progress, let others work in between, and stop.
 *
 * @param memo of an earlier computation: what its inputs have in common with these is not computed again
 */
export function* computeIndex(definition: IndexDefinition, inputs: IndexInputs, memo = new IndexMemo()): Generator<ComputeProgress, IndexResult> {
  const needed = monthsNeeded(definition, inputs.month);
  const places = placesOf(definition, inputs, needed.cells);
  memo.begin(inputs, places);
  const source = createSource(definition, inputs, places, needed.cells, memo.series);
  const at = (month: string): number => needed.cells.indexOf(month);
  const span: Span = { panel: needed.panel.map(at), trend: needed.trend.map(at) };
  const levels: readonly [IndexLevel, Kind][] = definition.subject === 'town' ? [['town', 'units'], ['county', 'counties']] : [['department', 'units']];
  const indicators = indicatorsOf(definition).length;
  const total = indicators + levels.length * (span.trend.length + Math.ceil(definition.sensitivity.runs / RUNS_A_STEP));
  let done = 0;
  const tick = (): ComputeProgress => ({ done: ++done, total });

  const figures = yield* stepping(measureAll(source, span, memo.indicator), 1, tick);
  const frame = frameOf(definition);
  const results: LevelResult[] = [];
  for (const [level, kind] of levels) {
    const scored: MonthScores[] = [];
    for (const month of span.trend) {
      scored.push(scoreMonth(source, frame, figures, kind, month));
      yield tick();
    }
    const uncertainty = yield* stepping(simulateLevel(source, frame, figures, kind, span.trend.at(-1) ?? 0, scored.at(-1)), RUNS_A_STEP, tick);
    results.push(levelResult({ source, frame, figures, level, kind, trend: needed.trend, positions: span.trend, scored, uncertainty }));
  }
  return {
    format: 1,
    definition: inputs.definition,
    month: inputs.month,
    panel: { from: needed.panel[0] ?? inputs.month, to: needed.panel.at(-1) ?? inputs.month },
    goalposts: figures.map(({ indicator, goalposts, extended }) => ({
      indicator: indicator.id, low: shownOrNull(goalposts?.low ?? null), high: shownOrNull(goalposts?.high ?? null), extended,
    })),
    levels: results,
  };
}

/** Runs numbered steps; every so many of them count as one. */
function* stepping<T>(work: Generator<number, T>, every: number, tick: () => ComputeProgress): Generator<ComputeProgress, T> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (step.value % every === 0) yield tick();
  }
}

/** The result alone, for those who need not stop. */
export function computeAtOnce(definition: IndexDefinition, inputs: IndexInputs): IndexResult {
  const steps = computeIndex(definition, inputs);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Towns of the divisions; departments that the named categories name often enough in the twelve months up to the month. */
function placesOf(definition: IndexDefinition, inputs: IndexInputs, months: readonly string[]): Places {
  if (definition.subject === 'town') return townPlaces(inputs);
  const { categories, minimumRecords } = definition.departments ?? { categories: [], minimumRecords: 1 };
  const seen = new Map<string, number>();
  for (const { query, cells } of inputs.queries) {
    if (!('category' in query) || query.where.length > 0 || query.via !== undefined || query.measure.kind !== 'count' || !categories.includes(query.category)) continue;
    for (const month of months.slice(-12)) for (const [name, count] of Object.entries(cells[month] ?? {})) seen.set(name, (seen.get(name) ?? 0) + Number(count));
  }
  const names = [...seen].flatMap(([name, count]) => (name !== '' && count >= minimumRecords ? [name] : []));
  return departmentPlaces(names.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
}

