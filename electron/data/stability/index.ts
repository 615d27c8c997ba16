export { exportBulletin } from './bulletin/export.ts';
export { computeMonth, type Computed } from './compute.ts';
export { loadIndexDefinitions } from './definitions.ts';
export { stabilityHandlers } from './handlers.ts';
export { monthStates } from './runs.ts';
export { monthView, placeView } from './views.ts';
