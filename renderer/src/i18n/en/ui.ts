import type { SameKeys } from '../keys.ts';
import type { ui as zh } from '../zh-CN/ui.ts';

export const ui: SameKeys<typeof zh> = {
  loading: 'Reading',
  broken: 'Not completed',
  errorCode: 'Error code {code}',
  noRows: 'No rows match',
  columns: 'Columns',
  pagerRange: 'Rows {from}–{to} of {total}',
  pagerNone: '0 rows',
  pagerPrevious: 'Previous page',
  pagerNext: 'Next page',
  pagerFirst: 'First page',
  pagerLast: 'Last page',
  asTable: 'As a table',
  asChart: 'As a chart',
  saveTable: 'Save table (CSV)',
  saveImage: 'Save picture (PNG)',
  noChartData: 'Nothing to draw',
  emptyCell: 'empty',
};
