import type { MeasureFilter, ObligationSource } from '#shared/contract/index.ts';
import type { MeasureFinding } from '#shared/domain/follow-up/index.ts';
import type { ObligationFinding, ObligationState } from '#shared/domain/obligations/index.ts';
import type { Language } from './texts.ts';

/** Words of the two ledgers as workbooks. */
export interface LedgerTexts {
  readonly filters: string;
  readonly noFilter: string;
  readonly totals: string;
  readonly asOf: string;
  /** "{word} {n}" */
  counted(word: string, count: number): string;
  textFilter(text: string): string;
  readonly obligations: {
    readonly title: string;
    readonly head: readonly [title: string, state: string, findings: string, why: string, type: string, unit: string, dated: string, place: string, project: string, assessedBy: string, exemption: string, decidedOn: string, approval: string];
    readonly states: Readonly<Record<ObligationState, string>>;
    readonly findings: Readonly<Record<ObligationFinding, string>>;
    readonly sources: Readonly<Record<ObligationSource, string>>;
    readonly all: string;
    readonly approvedUnassessed: string;
  };
  readonly measures: {
    readonly title: string;
    readonly head: readonly [title: string, matter: string, owner: string, assistant: string, decidedDeadline: string, dueOn: string, remindOn: string, state: string, doneOn: string, daysLate: string, findings: string, last: string];
    readonly filterNames: Readonly<Record<MeasureFilter, string>>;
    readonly states: Readonly<Record<'open' | 'done', string>>;
    readonly findings: Readonly<Record<MeasureFinding, string>>;
  };
}

export const ledgerTexts: Readonly<Record<Language, LedgerTexts>> = {
  zh: {
    filters: '筛选', noFilter: '全部', totals: '合计', asOf: '截至',
    counted: (word, count) => `${word} ${String(count)}`,
    textFilter: (text) => `含“${text}”`,
    obligations: {
      title: '应评尽评台账',
      head: ['事项', '状态', '问题', '应评依据', '事项类型', '责任单位', '拟开工或年度', '地点', '项目代码', '评估', '免评理由', '决策日期', '批复'],
      states: { due: '应评未评', underway: '评估中', done: '已评', exempt: '免评' },
      findings: { APPROVED_UNASSESSED: '已批复而未评', APPROVED_FIRST: '批复早于评估决策' },
      sources: { project: '重大投资项目', catalogue: '决策事项目录', entered: '登记的目录事项' },
      all: '全部', approvedUnassessed: '已批复而未评',
    },
    measures: {
      title: '措施跟踪台账',
      head: ['措施', '决策事项', '责任主体', '协助单位', '决策时的时限', '完成时限', '提醒日期', '状态', '完成日期', '迟延天数', '情况', '最近记录'],
      filterNames: { all: '全部', overdue: '逾期', remind: '临期', open: '未完成', done: '已完成' },
      states: { open: '未完成', done: '已完成' },
      findings: { OVERDUE: '逾期', REMIND: '临期', NO_OWNER: '无责任主体', NO_DEADLINE: '无时限', POSTPONED: '已延期', DONE_LATE: '迟完成' },
    },
  },
  en: {
    filters: 'Filters', noFilter: 'all', totals: 'Totals', asOf: 'As of',
    counted: (word, count) => `${word}: ${String(count)}`,
    textFilter: (text) => `with “${text}”`,
    obligations: {
      title: 'Ledger of matters to be assessed',
      head: ['Matter', 'State', 'Findings', 'Why it must be assessed', 'Type', 'Unit', 'Planned start or year', 'Place', 'Project code', 'Assessment', 'Reason of exemption', 'Decided on', 'Approval'],
      states: { due: 'due', underway: 'under way', done: 'assessed', exempt: 'exempt' },
      findings: { APPROVED_UNASSESSED: 'approved without assessment', APPROVED_FIRST: 'approved before the decision on the assessment' },
      sources: { project: 'large project', catalogue: 'published list', entered: 'entered by hand' },
      all: 'all', approvedUnassessed: 'approved without assessment',
    },
    measures: {
      title: 'Ledger of measures',
      head: ['Measure', 'Matter', 'Owner', 'Assistant', 'Deadline as decided', 'Due on', 'Reminder', 'State', 'Done on', 'Days late', 'Findings', 'Last entry'],
      filterNames: { all: 'all', overdue: 'overdue', remind: 'due soon', open: 'open', done: 'done' },
      states: { open: 'open', done: 'done' },
      findings: { OVERDUE: 'overdue', REMIND: 'due soon', NO_OWNER: 'no owner', NO_DEADLINE: 'no deadline', POSTPONED: 'put off', DONE_LATE: 'done late' },
    },
  },
};
