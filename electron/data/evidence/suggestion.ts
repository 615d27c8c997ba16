import { join } from 'node:path';
import { suggestionRuleSchema, type SuggestionRule } from '#shared/domain/assessment/index.ts';
import { readResource } from '#data/catalogue/index.ts';

const FILE = 'evidence/suggestion.json';

/** By which rule a position among all places suggests a level. @throws AppError RESOURCE_INVALID */
export function loadSuggestionRule(resourcesDir: string): SuggestionRule {
  return readResource(join(resourcesDir, FILE), FILE, suggestionRuleSchema);
}
