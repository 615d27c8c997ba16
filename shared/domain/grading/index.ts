export { GRADES, gradeRank, highestLevel, LEVELS, levelRank, PATHS, type Grade, type Level, type PathName } from './levels.ts';
export { levelByCutOffs, reaches, type CutOffs, type DirectParameters, type Threshold } from './parameters.ts';
export {
  methodRef, methodSchema, scorecardMethodSchema, wpqMethodSchema, type AhpMethod, type CountRule, type Method, type ScorecardItem, type ScorecardMethod, type WpqMethod,
} from './method.ts';
export { directLevels, type DirectInput, type DirectLevels } from './direct.ts';
export { countLevel, gradeOf, type FactorResult, type SideResult } from './side.ts';
export { fieldsAbove, type Warning } from './warnings.ts';
export { evaluateWpq, wpqInputSchema, type WpqInput, type WpqResult } from './wpq.ts';
export { evaluateDraft, type DraftFactor, type DraftInput, type DraftResult, type DraftScore, type DraftSide, type Gap } from './draft.ts';
export { equalWeights, normaliseWeights, weightSum, WEIGHT_PLACES } from './weights.ts';
export {
  evaluateScorecard, isAllowedPoints, scorecardInputSchema, SCORECARD_PATHS, type ScorecardInput, type ScorecardPath, type ScorecardResult, type ScorecardSide,
} from './scorecard.ts';
