export { legalProcedureHandlers } from './handlers.ts';
