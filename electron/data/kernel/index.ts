export type { Actor, CallContext, Clock, CoreContext, Ids, Log } from './context.ts';
export { FileGrants } from './grants.ts';
export type { Handlers } from './handlers.ts';
export type { Libraries, Versioned } from './libraries.ts';
export { TaskRunner, type Progress, type TaskWork } from './tasks.ts';
