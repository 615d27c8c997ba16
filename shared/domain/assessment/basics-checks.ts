import { finding, type Check } from './check.ts';
import type { AssessmentData } from './data.ts';

/** What the matter lacks, and dates that cannot all be true: it is assessed, then decided, then begun (国务院令第713号, Art. 22-24). */
export function basicsChecks({ basics, today, newerModel }: AssessmentData): Check[] {
  const missing = [
    basics.title.trim() === '' ? 'title' : null,
    basics.decisionType.trim() === '' ? 'decisionType' : null,
    basics.responsibleUnit.trim() === '' ? 'responsibleUnit' : null,
    basics.places.length === 0 ? 'places' : null,
  ];
  return [
    ...missing.flatMap((field) => (field === null ? [] : [finding('BASICS_MISSING', 'block', { params: { field } })])),
    ...dateChecks(basics, today),
    ...(newerModel === null ? [] : [finding('MODEL_SUPERSEDED', 'warn', { params: { version: newerModel } })]),
  ];
}

/** ISO dates compare as text. */
function dateChecks({ decisionOn, startOn, endOn }: AssessmentData['basics'], today: string): Check[] {
  const past = ([['decisionOn', decisionOn], ['startOn', startOn]] as const).flatMap(([field, date]) => (date !== null && date < today ? [finding('DATE_PAST', 'warn', { params: { field, date } })] : []));
  return [
    ...(decisionOn === null ? [finding('DECISION_DATE_MISSING', 'warn')] : []),
    ...past,
    ...(startOn !== null && decisionOn !== null && startOn < decisionOn ? [finding('START_BEFORE_DECISION', 'block', { params: { start: startOn, decision: decisionOn } })] : []),
    ...(startOn !== null && endOn !== null && endOn < startOn ? [finding('END_BEFORE_START', 'block', { params: { start: startOn, end: endOn } })] : []),
  ];
}
