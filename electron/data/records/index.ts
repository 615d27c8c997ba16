export { catalogueHandlers, recordsByIds } from './handlers.ts';
