export { supplyHandlers } from './handlers.ts';
export { supplyFacts, type CategoryFacts } from './facts.ts';
export { makeProfile } from './profile.ts';
export { lastRow, rowSpan } from './profile-repository.ts';
export { rowsByMonth, rowsByPlace } from './supply-repository.ts';
export { stateKey } from './state-repository.ts';
export { pause } from './pause.ts';
