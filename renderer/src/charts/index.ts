export { default as ChartBox } from './ChartBox.vue';
export { toCsv, type ChartTable } from './csv.ts';
export { fillMonths, monthBars, nextMonth, type MonthValue } from './months.ts';
export { DARK, DARK_PALETTE, LIGHT_PALETTE, type Palette } from './palette.ts';
export { baseOption, categoryAxis, valueAxis } from './theme.ts';
