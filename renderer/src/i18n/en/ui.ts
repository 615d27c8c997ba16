import type { SameKeys } from '../keys.ts';
import type { ui as zh } from '../zh-CN/ui.ts';

export const ui: SameKeys<typeof zh> = {
  loading: 'Reading',
  broken: 'Not completed',
  errorCode: 'Error code {code}',
  noRows: 'No rows match',
  columns: 'Columns',
  sortAscending: 'ascending',
  sortDescending: 'descending',
  pagerRange: 'Rows {from}–{to} of {total}',
  pagerNone: '0 rows',
  pagerPrevious: 'Previous page',
  pagerNext: 'Next page',
  pagerFirst: 'First page',
  pagerLast: 'Last page',
  keysOpen: '↑ ↓ choose a row, Enter opens it',
  asTable: 'As a table',
  asChart: 'As a chart',
  saveTable: 'Save table (CSV)',
  saveImage: 'Save picture (PNG)',
  noChartData: 'Nothing to draw',
  confirm: 'Please confirm',
  emptyCell: 'empty',
};
