export { createDataCore, type CoreOptions, type DataCore } from './create.ts';
export { shippedDefinitions } from './shipped.ts';
