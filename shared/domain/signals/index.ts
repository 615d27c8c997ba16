export { lateSchema, limitSchema, rowConditionSchema, sourceSchema, type Late, type Limit, type RowCondition, type Source } from './condition.ts';
export {
  FIGURE_KINDS, figureKind, levelOf, ruleCategories, ruleRef, SIGNAL_LEVELS, signalRuleSchema, SUBJECT_KINDS,
  type FigureKind, type RuleCondition, type RuleKind, type RuleSubject, type SignalLevel, type SignalRule, type SubjectKind,
} from './rule.ts';
export { lastYear, periodDays, periodMonths, periodOf, PERIODS, shiftPeriod, type PeriodUnit } from './period.ts';
export type { Finding, FoundRow, Occurrence, Tally } from './finding.ts';
export { findRate, findShare, findThreshold, type RateFacts } from './find-tallies.ts';
export { findRepeats, findRuns, findSequences } from './find-events.ts';
export { reconcile, type Raised, type Reconciled } from './reconcile.ts';
export {
  allowedSignalActions, DUE_STATES, ENDED_STATES, isOverdue, nextSignalState, PROGRAM_STEPS, SIGNAL_ACTIONS, SIGNAL_STATES, SIGNAL_TRANSITIONS,
  type SignalAction, type SignalNeed, type SignalState, type SignalStepKind, type SignalTransition,
} from './workflow.ts';
export { PARAMETERS, parametersOf, withParameters, type ParameterName } from './parameters.ts';
export { boardSchema, boardsSchema, FIGURE_UNITS, groupKey, type Board, type BoardChart, type BoardFigure, type BoardGroup, type Boards, type FigureMeasure, type FigureUnit } from './board.ts';
export { checkBoard, checkRule } from './check-catalogue.ts';
export { changePercent, figureText, precisionOf, type FigureParts } from './figures.ts';
