export { signalDeadline, tallySignals } from './asked.ts';
export { signalsHandlers } from './handlers.ts';
export { loadSignalLibrary } from './library.ts';
export { evaluateDue, type SignalsContext } from './evaluate.ts';
export { followBatches } from './schedule.ts';
export { tryText } from './try-rule.ts';
