export {
  CONCLUSION_CODES, decisionTypesSchema, factorsOf, modelSchema, questionsOf, scaleLevelOf, scalesOf,
  type AssessmentModel, type ConclusionCode, type DecisionType, type ModelFactor, type ScaleLevel,
} from './model.ts';
export { conditionSchema, questionSchema, type Condition, type EvidenceQuestion } from './question.ts';
export { cutOffsOf, judgeCase, pathLevel, pathsOf, symbolOf, valueOf, type AnyPath, type Judgement } from './judge.ts';
export { isReassessed } from './figures.ts';
export { draftOf, type AssessedFactor, type AssessmentData, type JudgedData, type PlannedMeasure, type SurveyedContext } from './data.ts';
export { CHECK_CODES, checkPolicySchema, FIXED_CHECKS, type Check, type CheckCode, type CheckPolicy } from './check.ts';
export { blockingCodes, checkAssessment } from './checks.ts';
export {
  allowedActions, ASSESSMENT_STATES, nextState, TRANSITIONS, WORKFLOW_ACTIONS,
  type AssessmentState, type Transition, type TransitionFacts, type TransitionInput, type WorkflowAction, type WorkflowRule,
} from './workflow.ts';
export { conditionFault } from './check-condition.ts';
export { checkModel } from './check-model.ts';
export { methodFaults, type ModelFault } from './method-faults.ts';
export { yearOnYear, type YearOnYear } from './past.ts';
export { suggestionRuleSchema, suggestLevel, type Ranked, type Suggestion, type SuggestionRule } from './suggest.ts';
export { caseDifference, type CaseDifference, type FieldChange, type RevisedCase, type RevisedFactor, type RevisedMeasure, type WholeField } from './case-difference.ts';
