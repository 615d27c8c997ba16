export { legalProcedureHandlers } from './handlers.ts';
export { loadCalendars, loadProcedures } from './library.ts';
