export { seededSource } from './random.ts';
export { uncertaintyHandlers } from './handlers.ts';
