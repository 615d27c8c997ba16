import type { SameKeys } from '../keys.ts';
import type { rejects as zh } from '../zh-CN/rejects.ts';

export const rejects: SameKeys<typeof zh> = {
  ofField: '{field}: {words}',
  other: 'against the rules ({code})',
};
