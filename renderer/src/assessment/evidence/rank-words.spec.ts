import { describe, expect, it } from 'vitest';
import { t } from '@/i18n/index.ts';
import { pastWords, rankWords } from './rank-words.ts';

describe('rankWords', () => {
  it('tells a question about the project from a place where nothing happened', () => {
    expect(rankWords({ rank: null, scope: 'project' }).place).toBe(t('assessment.evidence.noRank'));
    expect(rankWords({ rank: null, scope: 'towns' }).place).toBe(t('assessment.evidence.noRankZero'));
    expect(rankWords({ rank: null, scope: 'counties' }).place).toBe(t('assessment.evidence.noRankZero'));
  });

  it('compares by residents with two decimals, none added to whole numbers', () => {
    const rank = { rank: 4, of: 103, per: 'residents', place: '330602001', value: '2.654', median: '0', adjusted: null, alike: false } as const;
    expect(rankWords({ rank, scope: 'towns' }).compared).toBe(t('assessment.evidence.rankResidents', { value: '2.65', median: '0' }));
  });

  it('says that small places were pulled, and gives no position where all are alike', () => {
    const rank = { rank: 1, of: 103, per: 'residents', place: '330602001', value: '40', median: '1.25', adjusted: '6.25', alike: false } as const;
    expect(rankWords({ rank, scope: 'towns' }).compared).toBe(t('assessment.evidence.rankAdjusted', { value: '40', adjusted: '6.25', median: '1.25' }));
    expect(rankWords({ rank: { ...rank, alike: true }, scope: 'towns' }).place).toBe(t('assessment.evidence.rankAlike', { of: 103, unit: t('assessment.evidence.amongTowns') }));
  });

  it('sets the last year against the one before, where both are whole', () => {
    const months = Array.from({ length: 24 }, (_, place) => ({ month: `m${String(place)}`, value: place < 12 ? '1' : '2' }));
    expect(pastWords({ months })).toBe(t('assessment.evidence.past', { last: '24', before: '12' }));
    expect(pastWords({ months: months.slice(1) })).toBe('');
  });
});
