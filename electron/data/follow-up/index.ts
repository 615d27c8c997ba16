export { followUpHandlers } from './handlers.ts';
