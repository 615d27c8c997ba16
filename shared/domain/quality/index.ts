export { conditionSchema, type QualityCondition } from './condition.ts';
export {
  isRowRule, PLACE_KINDS, ROW_KINDS, ruleSchema, ruleSetSchema, SEVERITIES,
  type PlaceRule, type QualityRule, type RowRule, type RuleKind, type RuleOf, type RuleSet, type Severity,
} from './rule.ts';
export { checkRules, type RuleFault } from './check.ts';
export { neededCategories, ruleFields } from './rule-fields.ts';
export { silentMonths, silentPlaces, type PlaceMonths, type Silence, type SilenceVerdict } from './silence.ts';
