export { revealHandlers } from './handlers.ts';
