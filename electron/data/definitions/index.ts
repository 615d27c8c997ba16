export { definitionsHandlers } from './handlers.ts';
export { admitReleased } from './review.ts';
export { enterShipped, type Shipped } from './shipped.ts';
