export { intakeHandlers } from './handlers.ts';
export { importFile, undoBatch, type ImportSettings } from './import-file.ts';
export { exportRejects } from './rejects/export.ts';
export { ensureCategoryTables } from './tables.ts';
export { openTable, type TableRow, type TableSource } from './readers/index.ts';
