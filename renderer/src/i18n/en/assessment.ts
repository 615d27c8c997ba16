import type { SameKeys } from '../keys.ts';
import type { assessment as zh } from '../zh-CN/assessment.ts';

export const assessment: SameKeys<typeof zh> = {
  nav: 'Matters',
};
