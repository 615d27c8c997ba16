import { finding, type Check } from './check.ts';
import type { AssessmentData, PlannedMeasure } from './data.ts';

/** A measure names who does what by when, at which point it is checked, and which factor it acts on. */
export function measureChecks(data: AssessmentData): Check[] {
  const identified = new Set(data.factors.filter(({ state }) => state === 'identified').map(({ factorId }) => factorId));
  return [...data.measures.flatMap((measure) => oneMeasure(measure, identified, data)), ...duplicates(data.measures)];
}

function oneMeasure({ id, owner, deadline, controlPoint, factorIds }: PlannedMeasure, identified: ReadonlySet<string>, { today, basics }: AssessmentData): Check[] {
  const measureId = id;
  const others = factorIds.filter((factorId) => !identified.has(factorId));
  return [
    ...(owner.trim() === '' ? [finding('MEASURE_WITHOUT_OWNER', 'block', { measureId })] : []),
    ...(deadline === null ? [finding('MEASURE_WITHOUT_DEADLINE', 'block', { measureId })] : []),
    // ISO dates compare as text.
    ...(deadline !== null && deadline < today ? [finding('MEASURE_PAST', 'warn', { measureId, params: { deadline } })] : []),
    ...(deadline !== null && basics.endOn !== null && deadline > basics.endOn ? [finding('MEASURE_AFTER_END', 'warn', { measureId, params: { deadline, end: basics.endOn } })] : []),
    ...(controlPoint.trim() === '' ? [finding('MEASURE_WITHOUT_CONTROL_POINT', 'warn', { measureId })] : []),
    ...(factorIds.length === 0 ? [finding('MEASURE_WITHOUT_FACTOR', 'warn', { measureId })] : []),
    ...(others.length > 0 ? [finding('MEASURE_ON_OTHER_FACTOR', 'warn', { measureId, params: { factors: others.join(',') } })] : []),
  ];
}

/** The same words for the same factors: one of the two was meant for something else, or came twice from a copy. */
function duplicates(measures: readonly PlannedMeasure[]): Check[] {
  const signature = ({ title, factorIds }: PlannedMeasure): string => JSON.stringify([title.replaceAll(/\s/gu, ''), [...factorIds].sort()]);
  const seen = new Set<string>();
  return measures.flatMap((measure) => {
    const key = signature(measure);
    const twice = seen.has(key);
    seen.add(key);
    return twice ? [finding('MEASURE_DUPLICATE', 'warn', { measureId: measure.id })] : [];
  });
}
