import type { SameKeys } from '../keys.ts';
import type { catalogue as zh } from '../zh-CN/catalogue.ts';

export const catalogue: SameKeys<typeof zh> = {
  nav: 'Catalogue',
};
