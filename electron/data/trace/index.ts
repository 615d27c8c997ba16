export { traceHandlers } from './handlers.ts';
