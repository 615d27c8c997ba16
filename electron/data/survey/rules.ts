import { join } from 'node:path';
import { surveyRulesSchema, type SurveyRules } from '#shared/domain/survey/index.ts';
import { readResource } from '#data/catalogue/index.ts';

const FILE = 'survey/rules.json';

/** Sample sizes, and the words by which a questionnaire is read. @throws AppError RESOURCE_INVALID */
export function loadSurveyRules(resourcesDir: string): SurveyRules {
  return readResource(join(resourcesDir, FILE), FILE, surveyRulesSchema);
}
