export { qualityHandlers } from './handlers.ts';
export { loadRules } from './rules.ts';
export { runRules } from './run.ts';
