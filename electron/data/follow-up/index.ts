export { followUpHandlers, reviewsHandlers } from './handlers.ts';
