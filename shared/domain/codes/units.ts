import type { Unit } from '#shared/domain/catalogue/index.ts';
import type { Conversion } from './scaled.ts';

/** A unit as times x 10^shift / over of the base of its kind; `over` 1 converts to any other exactly. */
interface Measure {
  readonly kind: 'money' | 'price' | 'area';
  readonly times: number;
  readonly shift: number;
  readonly over: number;
}
const measure = (kind: Measure['kind'], shift: number, times = 1, over = 1): Measure => ({ kind, times, shift, over });

const MEASURES: Readonly<Record<string, Measure>> = {
  元: measure('money', 0), 千元: measure('money', 3), 万元: measure('money', 4), 百万元: measure('money', 6), 千万元: measure('money', 7), 亿元: measure('money', 8),
  '元/亩': measure('price', 0), '万元/亩': measure('price', 4),
  平方米: measure('area', 0), 公顷: measure('area', 4), 平方公里: measure('area', 6), 亩: measure('area', 4, 1, 15),
};

/** Other ways to write a unit; NFKC has turned ㎡ into m2 before. */
const SPELLINGS: Readonly<Record<string, string>> = {
  圆: '元', 人民币: '元', 人民币元: '元', rmb: '元', cny: '元', yuan: '元', 人民币万元: '万元', 万: '万元', 亿: '亿元',
  m2: '平方米', 平米: '平方米', 平方: '平方米', '㎡': '平方米', hm2: '公顷', ha: '公顷', km2: '平方公里', 平方千米: '平方公里', mu: '亩',
  '元每亩': '元/亩', '万元每亩': '万元/亩', 日: '天', 工作日: '天', 个工作日: '天', 自然日: '天', 个月: '月', 周岁: '岁', 名: '人', 栋: '间', 台: '辆', 家: '个', '°': '度',
};

/** The unit's own name; the text itself where it is none that we know. */
export function unitName(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase();
  return SPELLINGS[plain] ?? plain;
}

/** How to turn an amount in one unit into another, by whole numbers; null where no exact way exists (亩 -> 公顷 divides by 15). */
export function conversion(from: string, to: Unit): Conversion | null {
  const source = unitName(from);
  if (source === to) return { times: 1, shift: 0 };
  const a = MEASURES[source];
  const b = MEASURES[to];
  if (a === undefined || b === undefined) return null;
  if (a.kind !== b.kind || a.over !== 1) return null;
  return { times: a.times * b.over, shift: a.shift - b.shift };
}

/** The units a file may state for a field that holds `unit`: itself and what converts to it exactly. */
export function unitsFor(unit: Unit): string[] {
  return [unit, ...Object.keys(MEASURES).filter((other) => other !== unit && conversion(other, unit) !== null)];
}

/** Every way to write one of these units, for headers such as 面积(㎡). */
export function unitSpellings(unit: string): string[] {
  return [unit, ...Object.entries(SPELLINGS).flatMap(([spelling, name]) => (name === unit ? [spelling] : []))];
}
