import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillFell, judge, median } from './index.ts';

describe('median', () => {
  it('is the middle, or the mean of the two in the middle', () => {
    expect(median([])).toBeNull();
    expect(median([7])).toBe(7);
    expect(median([9, 1, 5])).toBe(5);
    expect(median([9, 1, 5, 6])).toBe(5.5);
  });
});

describe('judge', () => {
  // Median 100, absolute deviations 5 5 3 0 0 2 4 10: MAD 3.5, spread max(3.5 x 1.4826, 10).
  const before = [95, 105, 103, 100, 100, 98, 96, 110];

  it('compares with median and MAD, never below the scatter of chance', () => {
    expect(judge(100, before)).toEqual({ median: 100, mad: 3.5, z: 0, verdict: 'normal' });
    expect(judge(134, before)).toMatchObject({ z: 3.4, verdict: 'normal' });
    expect(judge(136, before)).toMatchObject({ z: 3.6, verdict: 'high' });
    expect(judge(64, before)).toMatchObject({ z: -3.6, verdict: 'low' });
  });

  it('uses the MAD where it is larger than chance', () => {
    // Median 100, MAD 40: spread 59.304.
    const wide = [20, 60, 100, 140, 180, 60, 140];
    expect(judge(300, wide)).toMatchObject({ median: 100, mad: 40, z: 3.37, verdict: 'normal' });
    expect(judge(310, wide)).toMatchObject({ verdict: 'high' });
  });

  it('calls a quarter of the usual a drop, of more than a handful', () => {
    expect(judge(25, before)).toMatchObject({ verdict: 'drop' });
    expect(judge(26, before)).toMatchObject({ verdict: 'low' });
    expect(judge(0, [2, 2, 2, 2, 2, 2])).toMatchObject({ verdict: 'normal' });
    expect(judge(5, [2, 2, 2, 2, 2, 2])).toMatchObject({ verdict: 'normal' });
  });

  it('does not judge by fewer than six months', () => {
    expect(judge(0, [100, 100, 100, 100, 100])).toEqual({ median: 100, mad: 0, z: null, verdict: 'unknown' });
    expect(judge(3, [])).toEqual({ median: null, mad: null, z: null, verdict: 'unknown' });
  });

  it('does not depend on the order of the months, and never calls the usual unusual', () => {
    fc.assert(fc.property(fc.array(fc.nat(10_000), { minLength: 6, maxLength: 24 }), fc.nat(10_000), (months, value) => {
      expect(judge(value, [...months].reverse())).toEqual(judge(value, months));
      expect(judge(Math.round(median(months)!), months).verdict).toBe('normal');
    }));
  });
});

describe('fillFell', () => {
  const usual = [0.9, 0.95, 0.9, 1, 0.9, 0.92];
  it('notices a field that suddenly arrives empty', () => {
    expect(fillFell(0.09, 100, usual)).toBe(true);
    expect(fillFell(0.1, 100, usual)).toBe(false);
    expect(fillFell(0, 19, usual)).toBe(false);
    expect(fillFell(0, 100, usual.slice(1))).toBe(false);
    expect(fillFell(0, 100, [0.1, 0.2, 0.1, 0.2, 0.1, 0.2])).toBe(false);
  });

  it('takes what is filled only at the end of a case for what it is', () => {
    expect(fillFell(0.05, 100, [0.9, 0.9, 0.88, 0.85, 0.7, 0.4])).toBe(false);
    expect(fillFell(0.05, 100, [0.9, 0.9, 0.88, 0.85, 0.8, 0.8])).toBe(true);
  });
});
