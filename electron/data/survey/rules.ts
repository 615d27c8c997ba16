import { surveyRulesSchema, type SurveyRules } from '#shared/domain/survey/index.ts';
import { parseUsable, reading } from '#data/kernel/index.ts';
import { AppError } from '#shared/errors/index.ts';

/** Sample sizes, and the words by which a questionnaire is read, as the ledger lets them into use. @throws AppError RESOURCE_INVALID */
export const surveyRules = reading('survey', (texts): SurveyRules => {
  const text = texts.find(({ newest }) => newest);
  if (text === undefined) throw new AppError('RESOURCE_INVALID', 'There are no survey rules.', { file: 'survey', path: '', reason: 'is not among what the program brings' });
  return parseUsable(text, surveyRulesSchema).value;
});
