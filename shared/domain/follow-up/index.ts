export { calibrate, FORECAST, OBSERVED, type Calibration, type ReviewedCase } from './calibration.ts';
export {
  byUrgency, MEASURE_ACTIONS, MEASURE_FAULTS, MEASURE_FINDINGS, measureFaults, measureFollowUpSchema, measureStanding,
  type MeasureAction, type MeasureFault, type MeasureFinding, type MeasureFollowUp, type MeasurePlan, type MeasureStanding, type MeasureStep,
} from './measure.ts';
export { compareMonths, type Comparison } from './comparison.ts';
export { factorOccurred, observedLevel, outcomesSchema, type EventCount, type ObservedLevel, type Outcomes } from './outcome.ts';
export { REVIEW_FAULTS, reviewFaults, VERDICTS, type ReviewFault, type ReviewText, type Verdict } from './review.ts';
