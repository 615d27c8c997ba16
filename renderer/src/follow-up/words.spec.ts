import { expect, it } from 'vitest';
import type { ReviewEvent, ReviewFacts } from '#shared/contract/index.ts';
import type { MeasureStanding } from '#shared/domain/follow-up/index.ts';
import { isLate, standingWords } from './measure-words.ts';
import { missingEvents, reviewSentence } from './review-words.ts';

const FACTS: ReviewFacts = { from: '2026-06-15', to: '2026-12-15', forecast: 'low', observed: null, events: [], factors: [] };
const event = (after: number | null, link: 'project' | 'place', heldUntil: string | null): ReviewEvent => ({ eventId: 'visits', name: { zh: '集体访', en: 'Visits' }, category: '2.6', link, after, before: null, mostPeople: null, heldUntil });

it('a review says what was forecast and what came, and never takes what is not known for quiet', () => {
  expect(reviewSentence(FACTS)).toBe('预期低风险；2026-06-15 至 2026-12-15，按项目代码关联的实际情况：尚不清楚。');
  expect(reviewSentence({ ...FACTS, observed: 'quiet' })).toContain('没有发生');
});

it('what has not told anything is named with the newest day of its data; places are only context', () => {
  expect(missingEvents([event(null, 'project', null), event(null, 'project', '2026-06-01'), event(0, 'project', '2026-12-01'), event(null, 'place', null)])).toEqual(['集体访（未导入）', '集体访（截至 2026-06-01）']);
});

it('a measure says all that is to be said, and is late only when it is open and overdue', () => {
  const standing = (findings: MeasureStanding['findings']): MeasureStanding => ({ owner: '', dueOn: null, remindOn: null, state: 'open', doneOn: null, daysLate: 3, findings });
  expect(standingWords(standing(['OVERDUE', 'NO_OWNER']))).toBe('逾期 3 天、无责任主体');
  expect([isLate(standing(['OVERDUE'])), isLate(standing(['DONE_LATE', 'REMIND']))]).toEqual([true, false]);
});
