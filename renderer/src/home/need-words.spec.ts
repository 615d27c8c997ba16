import { expect, it } from 'vitest';
import { NEED_IDS, type AssessmentId, type HomeNeed, type NeedId } from '#shared/contract/index.ts';
import { i18n } from '@/i18n/index.ts';
import { firstPlace, needPlace } from './need-place.ts';
import { aheadSentence, needSentence } from './need-words.ts';

const TODAY = '2026-11-28';
const need = (id: NeedId, change: Partial<HomeNeed> = {}): HomeNeed => ({ id, count: 2, late: 0, due: null, grave: false, first: null, ...change });
const inEnglish = (say: () => string): string => {
  i18n.global.locale.value = 'en';
  const said = say();
  i18n.global.locale.value = 'zh-CN';
  return said;
};

it('says every need as a whole sentence in both languages, with its number and without a gap', () => {
  const month = { kind: 'month', subject: 'town', month: '2026-10' } as const;
  for (const id of NEED_IDS) {
    const one = need(id, { count: 12_345, first: id.startsWith('index') ? month : null });
    for (const said of [needSentence(one, TODAY), inEnglish(() => needSentence(one, TODAY))]) {
      expect(said, id).toMatch(/^[^{}|]{6,}[。.]$/u);
      if (/Never|None|Alone|Broken/u.test(id) && id !== 'backupNever') continue;
      expect(said, id).toContain('12,345');
    }
    expect(needPlace(one, TODAY), id).toMatch(/^\/[a-z]/u);
  }
});

it('tells one from many in English', () => {
  expect(inEnglish(() => needSentence(need('signalsRed', { count: 1 }), TODAY))).toBe('1 red signal has not been dispatched.');
  expect(inEnglish(() => needSentence(need('signalsRed', { count: 2 }), TODAY))).toBe('2 red signals have not been dispatched.');
});

it('adds what is late and the nearest deadline, of a case the planned decision', () => {
  expect(needSentence(need('signalsReceive', { count: 5, late: 2, due: '2026-12-01' }), TODAY)).toBe('5 件预警已派给您，等待签收，其中 2 件已逾期；最近期限 2026-12-01。');
  expect(needSentence(need('signalsHandle', { late: 2 }), TODAY)).toBe('2 件预警由您签收，等待处置，均已逾期。');
  expect(needSentence(need('signalsHandle', { due: TODAY }), TODAY)).toBe('2 件预警由您签收，等待处置；今天到期。');
  expect(needSentence(need('casesDraft', { late: 1, due: '2026-12-01' }), TODAY)).toBe('您起草的 2 项事项尚未提交，其中 1 项已过计划决策日；最近计划决策日 2026-12-01。');
});

it('leads to what was counted, and the first of it to its own page', () => {
  const first = { kind: 'case', id: 'a1' as AssessmentId } as const;
  expect(needPlace(need('signalsGiven'), TODAY)).toBe('/signals?state=dispatched,received&mine=giver&dueBy=2026-12-01');
  expect(needPlace(need('indexReview', { first: { kind: 'month', subject: 'department', month: '2026-09' } }), TODAY)).toBe('/stability?level=department&month=2026-09');
  expect([needPlace(need('casesReturned', { first }), TODAY), firstPlace(need('casesReturned', { first }), TODAY)]).toEqual(['/matters?state=returned&mine=1', '/matters/a1']);
  expect(firstPlace(need('ballotsOpen', { first }), TODAY)).toBe('/scoring/a1');
  expect(firstPlace(need('backupDue'), TODAY)).toBe('/store');
});

it('tells how far the nearest day to come is', () => {
  expect(aheadSentence({ id: 'measure', on: '2026-12-03', count: 2 }, TODAY)).toBe('下一个日期 2026-12-03（5 天后）：2 条措施提醒或到期。');
  expect(inEnglish(() => aheadSentence({ id: 'signal', on: '2026-12-03', count: 1 }, TODAY))).toBe('Next date 2026-12-03, in 5 days: 1 signal is due.');
});
