export { useAction, type Action } from './action.ts';
export { call, lastCallAt, setSessionToken, toAppError } from './client.ts';
export { listen, useEvents } from './events.ts';
export { useQuery, type Query, type QueryOptions } from './query.ts';
export { shell } from './shell.ts';
