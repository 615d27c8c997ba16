import type { ResourceLimits } from 'node:worker_threads';

/**
 * For threads through which rows only stream: they live for a moment, so with little room the memory of a thread stays small at no
 * cost in time. Without it the engine lets garbage pile up to 250 MB a thread before it looks.
 */
export const STREAMING: ResourceLimits = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 96 };
/** For formats of which more is held: the texts of a workbook, a whole file of an old one. */
export const HOLDING: ResourceLimits = { maxYoungGenerationSizeMb: 8 };
