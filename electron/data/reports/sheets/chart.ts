import type { ReportData } from '../data.ts';
import type { SheetBuilder } from '../workbook/sheet.ts';

const ROWS = { least: 14, perFactor: 1.6 };

/** Where on a sheet the figures of the bars stand, and how far the scale reaches. */
export interface FactorChart {
  readonly firstRow: number;
  readonly count: number;
  readonly title: string;
  readonly columns: { readonly name: number; readonly initialR: number; readonly residualR: number };
  readonly max: number;
  /** Columns that it covers, from the second on. */
  readonly span: number;
}

/** One pair of bars a factor, on the figures of the table above it; nothing where there is no factor. */
export function chart(sheet: SheetBuilder, { texts }: ReportData, { firstRow, count, title, columns, max, span }: FactorChart): void {
  if (count === 0) return;
  sheet.gap();
  sheet.breakPage();
  const range = (column: number): string => `$${letter(column)}$${String(firstRow + 1)}:$${letter(column)}$${String(firstRow + count)}`;
  const from = sheet.next;
  const rows = Math.max(ROWS.least, Math.ceil(count * ROWS.perFactor) + 4);
  sheet.chart({
    type: 'bar',
    title,
    series: [
      { name: texts.initial, values: range(columns.initialR), categories: range(columns.name), color: 'B4BCC6' },
      { name: texts.residual, values: range(columns.residualR), categories: range(columns.name), color: '1D5A9E' },
    ],
    anchor: { from: { row: from, col: 1 }, to: { row: from + rows, col: span } },
    legend: 'bottom',
    gapWidth: 60,
    axes: { x: { reverse: true }, y: { scale: { min: 0, max }, numberFormat: { formatCode: max === 1 ? '0.0' : '0' } } },
  });
  for (let row = 0; row <= rows; row += 1) sheet.gap(18);
}

function letter(column: number): string {
  return String.fromCharCode(65 + column);
}
