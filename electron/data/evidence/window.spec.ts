import { describe, expect, it } from 'vitest';
import { windowOf } from './window.ts';

const now = new Date(2026, 5, 15, 12);

describe('the window of a question', () => {
  it('ends with the current month while the data keeps up', () => {
    const window = windowOf(now, '2026-06', 36);
    expect(window).toMatchObject({ from: '2023-07-01', to: '2026-06-30' });
    expect(window.months).toHaveLength(36);
    expect([window.months[0], window.months.at(-1)]).toEqual(['2023-07', '2026-06']);
  });

  it('ends with the newest data where that is older', () => {
    expect(windowOf(now, '2026-02', 3)).toEqual({ months: ['2025-12', '2026-01', '2026-02'], from: '2025-12-01', to: '2026-02-28' });
    expect(windowOf(now, '2024-02', 1)).toEqual({ months: ['2024-02'], from: '2024-02-01', to: '2024-02-29' });
  });

  it('does not move into the future, and stands where it is without data', () => {
    expect(windowOf(now, '2031-01', 1).months).toEqual(['2026-06']);
    expect(windowOf(now, null, 1).months).toEqual(['2026-06']);
  });
});
