export { decidingPaths, GRADES, gradeRank, highestLevel, LEVELS, levelRank, PATHS, type Grade, type Level, type PathName } from './levels.ts';
export { levelByCutOffs, reaches, type CutOffs, type DirectParameters, type Threshold } from './parameters.ts';
export {
  asJudging, methodRef, methodSchema, scorecardMethodSchema, wcMethodSchema, wpqMethodSchema,
  type AhpMethod, type CountRule, type JudgingMethod, type Method, type ScorecardItem, type ScorecardMethod, type WcMethod, type WpqMethod,
} from './method.ts';
export { directLevels, type DirectInput, type DirectLevels } from './direct.ts';
export { countLevel, gradeOf, type FactorResult, type SideResult } from './side.ts';
export { fieldsAbove, missingPathWarnings, type Warning } from './warnings.ts';
export { evaluateWpq, wpqInputSchema, type WpqInput, type WpqResult } from './wpq.ts';
export { evaluateDraft, type DraftFactor, type DraftInput, type DraftResult, type DraftScore, type DraftSide } from './draft.ts';
export { readDirect, saysNothing, type Gap } from './draft-direct.ts';
export { equalWeights, normaliseWeights, weightSum, WEIGHT_PLACES } from './weights.ts';
export {
  evaluateScorecard, isAllowedPoints, scorecardInputSchema, SCORECARD_PATHS, type ScorecardInput, type ScorecardPath, type ScorecardResult, type ScorecardSide,
} from './scorecard.ts';
export {
  evaluateScorecardDraft, opposedShareSchema, type ItemDraft, type ItemEntry, type OpposedShare, type ScorecardDraft, type ScorecardDraftInput, type ScorecardDraftSide,
} from './scorecard-draft.ts';
export { evaluateWc, WC_PATHS, wcGradeOf, wcInputSchema, type WcFactor, type WcInput, type WcPath, type WcResult, type WcSide } from './wc.ts';
export { evaluateWcDraft, type WcDraft, type WcDraftInput } from './wc-draft.ts';
