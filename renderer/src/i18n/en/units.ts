import type { SameKeys } from '../keys.ts';
import type { units as zh } from '../zh-CN/units.ts';

export const units: SameKeys<typeof zh> = {
  '元': 'yuan', '万元': '10,000 yuan', '元/亩': 'yuan/mu', '公顷': 'ha', '亩': 'mu', '平方米': 'm²', '户': 'households', '人': 'people',
  '件': 'cases', '次': 'times', '天': 'days', '月': 'months', '个': 'items', '辆': 'vehicles', '间': 'rooms', '%': '%',
  '岁': 'years', '度': 'degrees', '分': 'points', '份': 'copies', '处': 'places', '起': 'incidents',
};
