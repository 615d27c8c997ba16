export type { Clock, Ids, Log } from './ambient.ts';
export type { Actor, CallContext, CoreContext } from './context.ts';
export { FileGrants } from './grants.ts';
export type { Handlers } from './handlers.ts';
export { InUse, parseUsable, reading, readingSingle, type UsableText, type UsesDefinitions, type Versioned } from './in-use.ts';
export { openLibraries, type Libraries } from './libraries.ts';
export { TaskRunner, type Progress, type TaskWork } from './tasks.ts';
export { prepareFile, type PreparedFile } from './write-file.ts';
