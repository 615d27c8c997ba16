import { expect, it } from 'vitest';
import { fillMonths, monthBars, nextMonth } from './months.ts';
import { LIGHT_PALETTE } from './palette.ts';

it('nextMonth crosses the year', () => {
  expect(nextMonth('2025-12')).toBe('2026-01');
  expect(nextMonth('2025-08')).toBe('2025-09');
});

it('fillMonths keeps empty months as gaps and sorts', () => {
  expect(fillMonths([{ month: '2026-02', value: 4 }, { month: '2025-11', value: 0 }])).toEqual([
    { month: '2025-11', value: 0 }, { month: '2025-12', value: null }, { month: '2026-01', value: null }, { month: '2026-02', value: 4 },
  ]);
  expect(fillMonths([])).toEqual([]);
});

it('monthBars starts at zero and draws null as a gap', () => {
  const option = monthBars([{ month: '2026-01', value: null }, { month: '2026-02', value: 3 }], 'rows', LIGHT_PALETTE);
  expect(option).toMatchObject({ yAxis: { min: 0 }, series: [{ data: [null, 3] }], tooltip: { renderMode: 'richText' } });
});
