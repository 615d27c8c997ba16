export { adoptScores, type FoundScore } from './adopt.ts';
export { assessmentsHandlers } from './assessments-handlers.ts';
export { dissentsHandlers } from './dissent/dissents-handlers.ts';
export { proposalsHandlers } from './proposals-handlers.ts';
export { checksOf, loadCase, resultOf, viewCase, type Case } from './case.ts';
export { recompute, type Recomputation, type Snapshot } from './snapshot.ts';
export { findSnapshot } from './snapshot-repository.ts';
export { findMethod, loadDecisionTypes, loadMethods, loadModels, loadJudgingMethods } from './model-loader.ts';
