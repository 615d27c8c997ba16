export { exportAssessment, exportPortfolio, type Exported } from './export.ts';
export { reportsHandlers } from './handlers.ts';
