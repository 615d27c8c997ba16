import { describe, expect, it } from 'vitest';
import { t } from '@/i18n/index.ts';
import { rankWords } from './rank-words.ts';

describe('rankWords', () => {
  it('tells a question about the project from a place where nothing happened', () => {
    expect(rankWords({ rank: null, scope: 'project' }).place).toBe(t('assessment.evidence.noRank'));
    expect(rankWords({ rank: null, scope: 'towns' }).place).toBe(t('assessment.evidence.noRankZero'));
    expect(rankWords({ rank: null, scope: 'counties' }).place).toBe(t('assessment.evidence.noRankZero'));
  });

  it('compares by residents with two decimals, none added to whole numbers', () => {
    const rank = { rank: 4, of: 103, per: 'residents', place: '330602001', value: '2.654', median: '0' } as const;
    expect(rankWords({ rank, scope: 'towns' }).compared).toBe(t('assessment.evidence.rankResidents', { value: '2.65', median: '0' }));
  });
});
