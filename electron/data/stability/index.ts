export { exportBulletin } from './bulletin/export.ts';
export { computeBy, computeMonth } from './compute.ts';
export type { Computed } from './keep.ts';
export { loadIndexDefinitions } from './definitions.ts';
export { stabilityHandlers } from './handlers.ts';
export { standing, type Standing } from './standing.ts';
export { monthStates, wholeLevel } from './runs.ts';
export { monthView } from './views.ts';
