export { signalsHandlers } from './handlers.ts';
export { evaluateDue, type SignalsContext } from './evaluate.ts';
export { followBatches } from './schedule.ts';
