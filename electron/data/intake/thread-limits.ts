import type { ResourceLimits } from 'node:worker_threads';

/** Rows live for a moment only: with little room for the new, the memory of a thread stays small at no cost in time. */
export const BOUNDED: ResourceLimits = { maxYoungGenerationSizeMb: 8 };
