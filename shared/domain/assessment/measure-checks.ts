import { finding, type Check } from './check.ts';
import type { AssessmentData, PlannedMeasure } from './data.ts';

/** A measure names who does what by when, at which point it is checked, and which factor it acts on. */
export function measureChecks(data: AssessmentData): Check[] {
  const identified = new Set(data.factors.filter(({ state }) => state === 'identified').map(({ factorId }) => factorId));
  return data.measures.flatMap((measure) => oneMeasure(measure, identified, data.today));
}

function oneMeasure({ id, owner, deadline, controlPoint, factorIds }: PlannedMeasure, identified: ReadonlySet<string>, today: string): Check[] {
  const measureId = id;
  const others = factorIds.filter((factorId) => !identified.has(factorId));
  return [
    ...(owner.trim() === '' ? [finding('MEASURE_WITHOUT_OWNER', 'block', { measureId })] : []),
    ...(deadline === null ? [finding('MEASURE_WITHOUT_DEADLINE', 'block', { measureId })] : []),
    // ISO dates compare as text.
    ...(deadline !== null && deadline < today ? [finding('MEASURE_PAST', 'warn', { measureId, params: { deadline } })] : []),
    ...(controlPoint.trim() === '' ? [finding('MEASURE_WITHOUT_CONTROL_POINT', 'warn', { measureId })] : []),
    ...(factorIds.length === 0 ? [finding('MEASURE_WITHOUT_FACTOR', 'warn', { measureId })] : []),
    ...(others.length > 0 ? [finding('MEASURE_ON_OTHER_FACTOR', 'warn', { measureId, params: { factors: others.join(',') } })] : []),
  ];
}
