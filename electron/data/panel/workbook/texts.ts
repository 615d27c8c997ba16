import type { BallotField } from '#shared/domain/panel/index.ts';

export type Language = 'zh' | 'en';

interface Texts {
  readonly sheet: string;
  readonly scale: string;
  readonly title: (matter: string) => string;
  readonly head: (name: string, round: number) => string;
  readonly hint: string;
  readonly columns: readonly [id: string, factor: string, wording: string];
  readonly note: string;
  readonly fields: Readonly<Record<BallotField, string>>;
  readonly wrong: string;
  readonly scaleColumns: readonly string[];
  readonly scaleOf: Readonly<Record<'p' | 'q', string>>;
}

const zh: Texts = {
  sheet: '评分表',
  scale: '分级',
  title: (matter) => `${matter}：专家评分表`,
  head: (name, round) => `专家：${name}，第 ${String(round)} 轮`,
  hint: '请独立评分，只填白色单元格：0 到 1 之间，最多四位小数。分级见“分级”工作表。除“依据”外均须填写。请勿增删行列。',
  columns: ['编号', '风险因素', '说明'],
  note: '依据',
  fields: { p: '发生概率 p', q: '影响程度 q', residualP: '措施后 p', residualQ: '措施后 q', weight: '重要程度' },
  wrong: '请填 0 到 1 之间的数。',
  scaleColumns: ['项目', '等级', '区间', '参考值', '说明'],
  scaleOf: { p: '发生概率', q: '影响程度' },
};

const en: Texts = {
  sheet: 'Scores',
  scale: 'Levels',
  title: (matter) => `${matter}: scoring sheet of an expert`,
  head: (name, round) => `Expert: ${name}    Round ${String(round)}`,
  hint: 'Score alone. Fill the white cells only: 0 to 1, at most four decimals. The levels are on the sheet "Levels". Everything but the reason is needed. Do not add or remove rows or columns.',
  columns: ['No.', 'Risk factor', 'Meaning'],
  note: 'Reason',
  fields: { p: 'Probability p', q: 'Impact q', residualP: 'p after measures', residualQ: 'q after measures', weight: 'Importance' },
  wrong: 'Enter a number from 0 to 1.',
  scaleColumns: ['Of', 'Level', 'Interval', 'Value', 'Meaning'],
  scaleOf: { p: 'Probability', q: 'Impact' },
};

export function textsIn(language: Language): Texts {
  return language === 'en' ? en : zh;
}
