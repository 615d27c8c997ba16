export { createDataCore, type CoreOptions, type DataCore } from './create.ts';
