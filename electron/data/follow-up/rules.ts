import { measureFollowUpSchema, outcomesSchema } from '#shared/domain/follow-up/index.ts';
import { readingSingle } from '#data/kernel/index.ts';

/** When measures are due and called to mind. @throws AppError RESOURCE_INVALID */
export const measureRules = readingSingle('setting', 'measure-deadlines', measureFollowUpSchema);

/** What is looked at after a decision. @throws AppError RESOURCE_INVALID */
export const outcomeRules = readingSingle('setting', 'outcomes', outcomesSchema);
