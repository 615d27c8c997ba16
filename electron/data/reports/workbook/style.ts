import type { CellStyle } from 'hucre/xlsx';
import type { Grade, Level } from '#shared/domain/grading/index.ts';

/** Found on Windows; elsewhere the office suite takes its own Chinese font. */
export const FONT = 'Microsoft YaHei';

const INK = '1C222A';
const MUTED = '586271';
const LINE = 'B4BCC6';
const ACCENT = '1D5A9E';

/** Meaning, as on screen: teal, amber, dark red. The word always stands beside the colour. */
const LEVEL_INK: Readonly<Record<Level, string>> = { low: '0F766E', medium: '935D00', high: '9B1C1C' };
const LEVEL_FILL: Readonly<Record<Level, string>> = { low: 'E3F2F0', medium: 'FBF2DF', high: 'FBEAEA' };
const GRADE_FILL: Readonly<Record<Grade, string>> = { minor: 'EDF6F5', small: 'D3EAE7', general: 'FBF2DF', larger: 'F3D9A8', major: 'E9B9B5' };

const thin = { style: 'thin' as const, color: { rgb: LINE } };
const BOX = { top: thin, right: thin, bottom: thin, left: thin };
const solid = (rgb: string): CellStyle => ({ fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb } } });
const font = (size: number, more: NonNullable<CellStyle['font']> = {}): CellStyle => ({ font: { name: FONT, size, color: { rgb: INK }, ...more } });

/** Later styles win, member by member. */
export function styles(...parts: readonly CellStyle[]): CellStyle {
  return parts.reduce<CellStyle>((all, part) => ({
    ...all,
    ...part,
    ...(all.font !== undefined || part.font !== undefined ? { font: { ...all.font, ...part.font } } : {}),
    ...(all.alignment !== undefined || part.alignment !== undefined ? { alignment: { ...all.alignment, ...part.alignment } } : {}),
  }), {});
}

const middle: CellStyle = { alignment: { vertical: 'center' } };
export const CENTER: CellStyle = { alignment: { horizontal: 'center', vertical: 'center', indent: 0 } };
const LEFT: CellStyle = { alignment: { horizontal: 'left', indent: 1 } };
const RIGHT: CellStyle = { alignment: { horizontal: 'right', vertical: 'center', indent: 1 } };
const WRAP: CellStyle = { alignment: { wrapText: true, vertical: 'center' } };
export const BOLD: CellStyle = { font: { bold: true } };

export const TITLE = styles(font(18, { bold: true }), CENTER);
export const SUBTITLE = styles(font(13, { bold: true }), CENTER, WRAP);
export const NOTE = styles(font(9, { color: { rgb: MUTED } }), middle, WRAP);
export const SECTION = styles(font(11, { bold: true, color: { rgb: ACCENT } }), middle, { border: { bottom: { style: 'medium', color: { rgb: ACCENT } } } });
export const HEAD = styles(font(10, { bold: true }), CENTER, WRAP, solid('E4EDF7'), { border: BOX });
export const LABEL = styles(font(10, { color: { rgb: MUTED } }), WRAP, LEFT, solid('F3F4F6'), { border: BOX });
export const CELL = styles(font(10), WRAP, LEFT, { border: BOX });
export const FIGURE = styles(font(10), RIGHT, { border: BOX });
export const TOTAL = styles(BOLD, solid('ECEEF1'));
/** Fixed width, so that two hashes can be compared digit by digit. */
export const HASH = styles(font(9, { name: 'Consolas', color: { rgb: MUTED } }), WRAP, LEFT, { border: BOX });
export const SAMPLE = styles(font(11, { bold: true, color: { rgb: 'FFFFFF' } }), CENTER, solid('9B1C1C'));

export function levelStyle(level: Level | null): CellStyle {
  return level === null ? { font: { color: { rgb: MUTED } } } : styles({ font: { bold: true, color: { rgb: LEVEL_INK[level] } } }, solid(LEVEL_FILL[level]));
}

export function gradeStyle(grade: Grade | null): CellStyle {
  return grade === null ? { font: { color: { rgb: MUTED } } } : solid(GRADE_FILL[grade]);
}

/** Number formats. Two decimals at least, further ones only where they are not zero. */
export const FORMAT = {
  score: '0.00####',
  weight: '0.00######',
  index: '0.0000######',
  points: '0.########',
  share: '0.##%',
  count: '#,##0.########',
  date: 'yyyy-mm-dd',
  time: 'yyyy-mm-dd hh:mm:ss',
  /** Text: what is typed over it stays text too, so that no cell can turn into a formula. */
  text: '@',
} as const;
