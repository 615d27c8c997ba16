import type { Unit } from '#shared/domain/catalogue/index.ts';

/** Units of the catalogue as they stand on screen. */
export const units: Readonly<Record<Unit, string>> = {
  '元': '元', '万元': '万元', '元/亩': '元/亩', '公顷': '公顷', '亩': '亩', '平方米': '平方米', '户': '户', '人': '人',
  '件': '件', '次': '次', '天': '天', '月': '月', '个': '个', '辆': '辆', '间': '间', '%': '%',
  '岁': '岁', '度': '度', '分': '分', '份': '份', '处': '处', '起': '起',
};
