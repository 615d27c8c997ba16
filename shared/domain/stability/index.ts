export { indexQuerySchema, isCategoryQuery, LEDGERS, type CategoryQuery, type IndexQuery, type Ledger, type RowCondition } from './query.ts';
export {
  AGGREGATIONS, BASES, COLOURS, definitionSchema, indicatorsOf, NORMALISATIONS,
  type Aggregation, type Base, type BaseRule, type Colour, type Deduction, type Denominator, type Dimension, type GoalpostRule,
  type IndexDefinition, type Indicator, type IndicatorGroup, type Normalisation, type Veto,
} from './definition.ts';
