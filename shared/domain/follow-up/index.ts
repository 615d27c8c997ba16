export {
  byUrgency, MEASURE_ACTIONS, MEASURE_FAULTS, MEASURE_FINDINGS, measureFaults, measureFollowUpSchema, measureStanding,
  type MeasureAction, type MeasureFault, type MeasureFinding, type MeasureFollowUp, type MeasurePlan, type MeasureStanding, type MeasureStep,
} from './measure.ts';
