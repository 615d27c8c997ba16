export { guessColumns, type SurveyMapping } from './columns.ts';
export { STANCES, STRENGTHS, SURVEY_COLUMNS, surveyRulesSchema, type SampleRule, type Stance, type Strength, type SurveyColumn, type SurveyRules } from './rules.ts';
export { judgeSample, type SampleVerdict } from './sample.ts';
export { shareOf, tallyAnswers, validAnswers, type Answer, type StanceCounts, type SurveyTally, type Uncounted } from './tally.ts';
