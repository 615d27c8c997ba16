export { exportBulletin } from './bulletin/export.ts';
export { computeMonth, type Computed } from './compute.ts';
export { loadIndexDefinitions } from './definitions.ts';
export { stabilityHandlers } from './handlers.ts';
export { monthStates, wholeLevel } from './runs.ts';
export { monthView } from './views.ts';
