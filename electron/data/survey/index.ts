export { surveyHandlers } from './handlers.ts';
