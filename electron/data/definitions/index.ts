export { definitionsHandlers } from './handlers.ts';
export { refreshInUse } from './in-use.ts';
export { enterShipped, type Shipped } from './shipped.ts';
export { textOf } from './text.ts';
