export { useCatalogue } from './catalogue.ts';
export { useConnection } from './connection.ts';
export { useRegions } from './regions.ts';
export { useSession, type EndReason } from './session.ts';
export { isOpen, useTasks } from './tasks.ts';
