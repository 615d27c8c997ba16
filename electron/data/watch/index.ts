export { followFolder, watchHandlers } from './handlers.ts';
