export { precedentsHandlers } from './handlers.ts';
