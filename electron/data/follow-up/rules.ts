import { join } from 'node:path';
import { measureFollowUpSchema, outcomesSchema, type MeasureFollowUp, type Outcomes } from '#shared/domain/follow-up/index.ts';
import { readResource } from '#data/catalogue/index.ts';

const MEASURES = 'follow-up/measures.json';
const read = new Map<string, MeasureFollowUp>();

/** When measures are due and called to mind, read once. @throws AppError RESOURCE_INVALID */
export function measureRules({ resourcesDir }: { readonly resourcesDir: string }): MeasureFollowUp {
  const known = read.get(resourcesDir) ?? readResource(join(resourcesDir, MEASURES), MEASURES, measureFollowUpSchema);
  read.set(resourcesDir, known);
  return known;
}

const OUTCOMES = 'follow-up/outcomes.json';
const outcomes = new Map<string, Outcomes>();

/** What is looked at after a decision, read once. @throws AppError RESOURCE_INVALID */
export function outcomeRules({ resourcesDir }: { readonly resourcesDir: string }): Outcomes {
  const known = outcomes.get(resourcesDir) ?? readResource(join(resourcesDir, OUTCOMES), OUTCOMES, outcomesSchema);
  outcomes.set(resourcesDir, known);
  return known;
}
