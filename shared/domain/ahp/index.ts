export { AHP_PLACES, ahpInputSchema, evaluateAhp, type AhpInput, type AhpResult } from './ahp.ts';
export { evaluateComparison, type Comparison, type ComparisonResult } from './hierarchy.ts';
