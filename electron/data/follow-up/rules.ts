import { join } from 'node:path';
import { measureFollowUpSchema, type MeasureFollowUp } from '#shared/domain/follow-up/index.ts';
import { readResource } from '#data/catalogue/index.ts';

const MEASURES = 'follow-up/measures.json';
const read = new Map<string, MeasureFollowUp>();

/** When measures are due and called to mind, read once. @throws AppError RESOURCE_INVALID */
export function measureRules({ resourcesDir }: { readonly resourcesDir: string }): MeasureFollowUp {
  const known = read.get(resourcesDir) ?? readResource(join(resourcesDir, MEASURES), MEASURES, measureFollowUpSchema);
  read.set(resourcesDir, known);
  return known;
}
