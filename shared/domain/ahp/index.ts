export { AHP_PLACES, ahpInputSchema, evaluateAhp, type AhpInput, type AhpResult } from './ahp.ts';
