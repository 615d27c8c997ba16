export { sourcesHandlers } from './handlers.ts';
