import type { SameKeys } from '../keys.ts';
import type { home as zh } from '../zh-CN/home.ts';

export const home: SameKeys<typeof zh> = {
  nav: 'Home',
};
