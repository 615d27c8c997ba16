import type { SameKeys } from '../keys.ts';
import type { audit as zh } from '../zh-CN/audit.ts';

export const audit: SameKeys<typeof zh> = {
  nav: 'Audit',
};
