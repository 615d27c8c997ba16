export { qualityHandlers } from './handlers.ts';
export { runRules } from './run.ts';
