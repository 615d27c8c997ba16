export { obligationsHandlers } from './handlers.ts';
