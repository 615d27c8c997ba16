import { suggestionRuleSchema } from '#shared/domain/assessment/index.ts';
import { readingSingle } from '#data/kernel/index.ts';

/** By which rule a position among all places suggests a level. @throws AppError RESOURCE_INVALID */
export const suggestionRule = readingSingle('setting', 'evidence-suggestion', suggestionRuleSchema);
