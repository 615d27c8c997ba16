import type { SameKeys } from '../keys.ts';
import type { reports as zh } from '../zh-CN/reports.ts';

export const reports: SameKeys<typeof zh> = {
  nav: 'Reports',
};
