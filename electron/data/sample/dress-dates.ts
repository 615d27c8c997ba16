import type { FieldType } from '#shared/domain/catalogue/index.ts';
import { parseMoment, partsOf } from './calendar.ts';

export const DATE_STYLES = ['iso', 'slash', 'iso', 'chinese', 'compact'] as const;
export type DateStyle = (typeof DATE_STYLES)[number];

/** An ISO month, day or moment in another way of writing: 2024/3/5 8:05:09, 2024年3月5日, 20240305. */
export function dressDate(value: string, type: FieldType, style: DateStyle): string {
  if (style === 'iso') return value;
  const { year, month, day, hour, minute, second } = partsOf(parseMoment(value));
  const [m, d] = [Number(month), Number(day)];
  if (type === 'month') return style === 'slash' ? `${year}/${m}` : style === 'chinese' ? `${year}年${m}月` : `${year}${month}`;
  const moment = type === 'datetime';
  if (style === 'slash') return `${year}/${m}/${d}${moment ? ` ${Number(hour)}:${minute}:${second}` : ''}`;
  if (style === 'chinese') return `${year}年${m}月${d}日${moment ? ` ${Number(hour)}时${Number(minute)}分${Number(second)}秒` : ''}`;
  return `${year}${month}${day}${moment ? `${hour}${minute}${second}` : ''}`;
}
