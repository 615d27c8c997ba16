export { indexQuerySchema, isCategoryQuery, LEDGERS, type CategoryQuery, type IndexQuery, type Ledger, type RowCondition } from './query.ts';
export {
  AGGREGATIONS, BASES, COLOURS, definitionSchema, indicatorsOf, NORMALISATIONS,
  type Aggregation, type Base, type BaseRule, type Colour, type Deduction, type Denominator, type Dimension, type GoalpostRule,
  type IndexDefinition, type Indicator, type IndicatorGroup, type Normalisation, type Veto,
} from './definition.ts';
export { coverageQuery, monthsNeeded, panelOf, queriesOf, queryKey, TREND_MONTHS, type Cells, type IndexInputs, type QueryCells } from './inputs.ts';
export { monthNumber, monthsBetween, monthsUntil, monthText, windowDays } from './months.ts';
export { checkAgainstCatalogue } from './check-catalogue.ts';
export { computeAtOnce, computeIndex, type ComputeProgress } from './compute.ts';
export { IndexMemo } from './memo.ts';
export { frameOf } from './aggregate.ts';
export { shown, UNIT, type Fixed } from './fixed.ts';
export type { Missing } from './count.ts';
export type { IndexLevel, IndexResult, IndicatorGoalposts, IndicatorResult, LevelResult, PlaceResult, TrendResult } from './result.ts';
export { priorOf, shrunkRate, type Exposure, type Prior } from './shrink.ts';
