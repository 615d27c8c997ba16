import { describe, expect, it } from 'vitest';
import type { MonthSupply } from '#shared/contract/index.ts';
import { LIGHT_PALETTE } from '@/charts/palette.ts';
import { isUnusual, monthOption } from './month-chart.ts';

const month = (name: string, rows: number, verdict: MonthSupply['judgement']['verdict'], whole = true): MonthSupply => ({ month: name, rows, whole, judgement: { median: 9, mad: 1, z: 0, verdict } });
const months = [month('2026-01', 4, 'unknown'), month('2026-02', 9, 'normal'), month('2026-03', 1, 'drop'), month('2026-04', 90, 'high'), month('2026-05', 1, 'low', false)];

describe('the chart of months', () => {
  it('marks what stands out, and does not judge a month that still runs', () => {
    expect(months.map(isUnusual)).toEqual([false, false, true, true, false]);
  });

  it('draws every month from zero, with a sign beside the colour, and no line where nothing was to be expected', () => {
    const option = monthOption(months, { rows: 'rows', usual: 'usual' }, LIGHT_PALETTE);
    const [bars, line] = option.series as [{ data: { value: number; label: { show: boolean; formatter: string } }[] }, { data: (number | null)[] }];
    expect(option.yAxis).toMatchObject({ min: 0 });
    expect(bars.data.map(({ value }) => value)).toEqual([4, 9, 1, 90, 1]);
    expect(bars.data.filter(({ label }) => label.show).map(({ label }) => label.formatter)).toEqual(['▼', '▲']);
    expect(line.data).toEqual([null, 9, 9, 9, 9]);
  });
});
