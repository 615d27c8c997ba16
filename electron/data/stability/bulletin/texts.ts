import type { StabilityLevel, StabilityState } from '#shared/contract/index.ts';
import type { Missing } from '#shared/domain/stability/index.ts';

export type Language = 'zh' | 'en';

/** Every word of a bulletin. */
export interface BulletinTexts {
  readonly title: (month: string, level: StabilityLevel) => string;
  readonly sheets: { readonly summary: string; readonly ranking: string; readonly dimensions: string; readonly indicators: string; readonly method: string; readonly correction: string };
  readonly sample: string;
  readonly unpublished: string;
  readonly states: Readonly<Record<StabilityState, string>>;
  readonly summary: {
    readonly state: string; readonly published: string; readonly computed: string; readonly reviewed: string; readonly definition: string; readonly panel: string;
    readonly resultHash: string; readonly inputHash: string; readonly lastBatch: string; readonly scored: string; readonly median: string; readonly colours: string;
    readonly best: string; readonly worst: string; readonly fallen: string; readonly missing: string; readonly none: string; readonly by: (who: string, when: string) => string;
    readonly chart: string;
  };
  readonly columns: {
    readonly rank: string; readonly name: string; readonly county: string; readonly score: string; readonly colour: string; readonly change: string; readonly rankChange: string;
    readonly range: string; readonly tier: string; readonly base: string; readonly deducted: string; readonly veto: string; readonly missing: string; readonly residents: string;
    readonly publishedScore: string; readonly publishedRank: string; readonly later: string; readonly laterRank: string;
  };
  readonly method: {
    readonly dimension: string; readonly group: string; readonly indicator: string; readonly weight: string; readonly share: string; readonly direction: string; readonly denominator: string;
    readonly window: string; readonly low: string; readonly high: string; readonly reason: string; readonly lower: string; readonly higher: string;
    readonly denominators: Readonly<Record<'residents' | 'households' | 'enterprises' | 'vehicles' | 'none' | 'share', string>>;
    readonly per: (per: number, base: string) => string; readonly months: (n: number) => string;
    readonly deductions: string; readonly deduction: (points: string, maximum: string) => string; readonly vetoes: string; readonly veto: (from: number, cap: string) => string;
    readonly silent: string; readonly unplaced: string; readonly amount: string;
  };
  readonly raised: string;
  readonly yes: string;
  readonly ties: string;
  readonly figures: string;
  readonly missingKinds: Readonly<Record<Missing, string>>;
  readonly page: string;
}

const zh: BulletinTexts = {
  title: (month, level) => `${month.slice(0, 4)}年${String(Number(month.slice(5)))}月${{ town: '镇街', county: '区县', department: '部门' }[level]}社会稳定指数公报`,
  sheets: { summary: '公报', ranking: '排名', dimensions: '分维度', indicators: '指标', method: '口径', correction: '更正' },
  sample: '样例数据，均为合成，与真实情况无关',
  unpublished: '未发布，仅供复核',
  states: { computed: '已计算，待复核', returned: '已退回', reviewed: '已复核，待发布', published: '已发布' },
  summary: {
    state: '状态', published: '发布', computed: '计算', reviewed: '复核', definition: '指数版本', panel: '上下限面板', resultHash: '结果摘要（SHA-256）', inputHash: '数据摘要（SHA-256）',
    lastBatch: '截至批次', scored: '参与排名', median: '中位数', colours: '颜色分布', best: '前十名', worst: '后十名', fallen: '本月下降五分以上', missing: '缺失权重超过一成', none: '无',
    by: (who, when) => `${who}，${when}`, chart: '各维度中位数',
  },
  columns: {
    rank: '名次', name: '名称', county: '区县', score: '指数', colour: '颜色', change: '环比', rankChange: '名次变化', range: '名次区间（5%—95%）', tier: '档', base: '扣分前', deducted: '扣分', veto: '一票否决',
    missing: '缺失权重', residents: '常住人口', publishedScore: '已发布指数', publishedRank: '已发布名次', later: '最新指数', laterRank: '最新名次',
  },
  method: {
    dimension: '维度', group: '二级指标', indicator: '三级指标', weight: '权重', share: '占总权重', direction: '方向', denominator: '分母', window: '窗口', low: '下限', high: '上限', reason: '理由',
    lower: '越低越好', higher: '越高越好',
    denominators: { residents: '常住人口', households: '户', enterprises: '企业', vehicles: '机动车', none: '不除', share: '占比（%）' },
    per: (per, base) => `每 ${String(per)} ${base}`, months: (n) => `${String(n)} 个月`,
    deductions: '扣分项', deduction: (points, maximum) => `每起扣 ${points} 分，最多 ${maximum} 分`, vetoes: '一票否决项', veto: (from, cap) => `达到 ${String(from)} 起，指数不高于 ${cap}`,
    silent: '无数据或无差异的指标', unplaced: '未注明地点、未计入的数据', amount: '数量',
  },
  raised: '（降档）',
  yes: '是',
  ties: '同档内的差距在权重、标准化和合成方法变化时不稳定，视为并列。名次按未取整的指数排定。',
  figures: '各指标得分（标准化后，60 至 100）；斜体为缺失，按其他地区第 25 百分位与本组均值中较低者计。',
  missingKinds: { none: '', noData: '窗口内数据不足', silent: '所在区县未上报', noBase: '分母未知', nothing: '分母为零' },
  page: '第 &P 页，共 &N 页',
};

const en: BulletinTexts = {
  title: (month, level) => `Social stability index of ${{ town: 'towns', county: 'counties', department: 'departments' }[level]}, ${month}`,
  sheets: { summary: 'Bulletin', ranking: 'Ranking', dimensions: 'Dimensions', indicators: 'Indicators', method: 'Method', correction: 'Correction' },
  sample: 'Sample data, all synthetic; it says nothing about real places',
  unpublished: 'Not published, for review only',
  states: { computed: 'computed, to be reviewed', returned: 'sent back', reviewed: 'reviewed, to be published', published: 'published' },
  summary: {
    state: 'State', published: 'Published', computed: 'Computed', reviewed: 'Reviewed', definition: 'Index version', panel: 'Panel of the goalposts', resultHash: 'Result (SHA-256)', inputHash: 'Data (SHA-256)',
    lastBatch: 'Up to batch', scored: 'Ranked', median: 'Median', colours: 'Colours', best: 'First ten', worst: 'Last ten', fallen: 'Fell by five points or more', missing: 'More than a tenth of the weight missing', none: 'none',
    by: (who, when) => `${who}, ${when}`, chart: 'Median by dimension',
  },
  columns: {
    rank: 'Rank', name: 'Name', county: 'County', score: 'Index', colour: 'Colour', change: 'Change', rankChange: 'Rank change', range: 'Rank range (5%-95%)', tier: 'Tier', base: 'Before deductions', deducted: 'Deducted', veto: 'Veto',
    missing: 'Missing weight', residents: 'Residents', publishedScore: 'Published index', publishedRank: 'Published rank', later: 'Latest index', laterRank: 'Latest rank',
  },
  method: {
    dimension: 'Dimension', group: 'Group', indicator: 'Indicator', weight: 'Weight', share: 'Share of all', direction: 'Direction', denominator: 'Denominator', window: 'Window', low: 'Low end', high: 'High end', reason: 'Reason',
    lower: 'less is better', higher: 'more is better',
    denominators: { residents: 'residents', households: 'households', enterprises: 'enterprises', vehicles: 'vehicles', none: 'none', share: 'share (%)' },
    per: (per, base) => `per ${String(per)} ${base}`, months: (n) => `${String(n)} months`,
    deductions: 'Deductions', deduction: (points, maximum) => `${points} points each, ${maximum} at most`, vetoes: 'Vetoes', veto: (from, cap) => `from ${String(from)} on, the index is ${cap} at most`,
    silent: 'Indicators without data or without a difference', unplaced: 'Data that names no place and is not counted', amount: 'Amount',
  },
  raised: ' (one worse)',
  yes: 'yes',
  ties: 'Differences within a tier do not hold when weights, normalisation and aggregation change: such places are tied. Ranks follow the unrounded index.',
  figures: 'Indicators on the scale from 60 to 100; in italics what is missing: the lower of the 25th percentile of the others and the mean of the own group stands for it.',
  missingKinds: { none: '', noData: 'too little data in the window', silent: 'its county did not report', noBase: 'base unknown', nothing: 'share of nothing' },
  page: 'Page &P of &N',
};

export function textsIn(language: Language): BulletinTexts {
  return language === 'zh' ? zh : en;
}
