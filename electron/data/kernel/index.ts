export type { Clock, Ids, Log } from './ambient.ts';
export type { Actor, CallContext, CoreContext } from './context.ts';
export { FileGrants } from './grants.ts';
export type { Handlers } from './handlers.ts';
export type { Libraries, Versioned } from './libraries.ts';
export { TaskRunner, type Progress, type TaskWork } from './tasks.ts';
