import type { CaseStepView } from '#shared/contract/index.ts';
import type { LegalStep, StepFinding } from '#shared/domain/legal-procedure/index.ts';
import { pick, t } from '@/i18n/index.ts';

/** "30 days", "7 working days". */
export function termWords({ minimum }: LegalStep, amount = minimum?.amount ?? 0): string {
  if (minimum === null) return '';
  return t(minimum.unit === 'day' ? 'procedure.days' : 'procedure.workingDays', { n: amount });
}

/** What is wrong with a step, in a few words. */
export function findingWords({ step, standing }: CaseStepView, finding: StepFinding): string {
  switch (finding) {
    case 'LATE': return t('procedure.finding.LATE', { n: standing.daysLate });
    case 'SHORT': return t('procedure.finding.SHORT', { least: termWords(step), lacking: termWords(step, standing.lacking) });
    case 'SHORTENED': return t('procedure.finding.SHORTENED', { lacking: termWords(step, standing.lacking) });
    case 'OUT_OF_ORDER':
    case 'MISSED':
    case 'DOCUMENTS_MISSING':
      return t(`procedure.finding.${finding}`);
  }
}

/** Whoever is named in the case, else whoever the procedure names. */
export function ownerWords({ step, record }: CaseStepView): string {
  return record.owner === '' ? pick(step.owner) : record.owner;
}

/** Late steps as "Legality review (Unit, 5 days)", the latest first. */
export function lateWords(steps: readonly CaseStepView[]): string[] {
  return steps
    .filter(({ standing }) => standing.daysLate > 0)
    .sort((a, b) => b.standing.daysLate - a.standing.daysLate)
    .map((one) => t('procedure.lateStep', { step: pick(one.step.name), owner: ownerWords(one), n: one.standing.daysLate }));
}

/** How many of the documents of a step are there, attached or named. */
export function documentsThere({ step, record, files }: CaseStepView): number {
  return step.documents.filter(({ id }) => (record.documents[id] ?? '') !== '' || files.some(({ documentId }) => documentId === id)).length;
}
