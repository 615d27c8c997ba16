import type { SameKeys } from '../keys.ts';
import type { intake as zh } from '../zh-CN/intake.ts';

export const intake: SameKeys<typeof zh> = {
  nav: 'Import',
};
