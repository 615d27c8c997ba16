export { followUpHandlers, reviewsHandlers } from './handlers.ts';
export { measureRules } from './rules.ts';
