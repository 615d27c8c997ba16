import type { ReportTexts, SpokenSide } from './texts.ts';

const LEVELS = { low: '低风险', medium: '中风险', high: '高风险' };
const PATHS = { index: '指数', count: '因素数', trigger: '直接触发', opinion: '民意' };
const COUNTS = ['', '', '两', '三', '四'];

/** 指数; 指数与因素数两; 指数、因素数与民意三. */
function joined(side: SpokenSide): string {
  const names = side.decidedBy.map((path) => PATHS[path]);
  if (names.length < 2) return `由${names[0] ?? ''}路径判定`;
  return `由${names.slice(0, -1).join('、')}与${names.at(-1) ?? ''}${COUNTS[names.length] ?? String(names.length)}条路径判定`;
}

export const zh: ReportTexts = {
  language: 'zh',
  title: '重大决策社会风险评估报告',
  portfolioTitle: '决策事项总览',
  sample: '示例数据（合成）：不涉及任何真实事项和个人，不得作为决策依据',
  none: '—',
  yes: '是',
  no: '否',
  comma: '、',
  semicolon: '；',
  bracketed: (text) => `（${text}）`,
  page: '第 &P 页，共 &N 页',
  sheets: {
    cover: '封面', factors: '风险因素', matrix: '风险矩阵', measures: '防范化解措施', evidence: '证据', history: '过程记录', method: '方法与图例',
    matters: '决策事项', statistics: '统计',
  },
  levels: LEVELS,
  levelUnknown: '未定',
  paths: PATHS,
  states: { draft: '草稿', submitted: '已提交', returned: '已退回', decided: '已决策' },
  factorStates: { open: '未判断', identified: '已识别', excluded: '已排除' },
  weightModes: { equal: '等权', entered: '录入' },
  conclusions: {
    implement: '可以实施', implementAfterMeasures: '落实措施后实施', partial: '分步或部分实施', postpone: '暂缓实施', doNotImplement: '不予实施', adjustAndReassess: '调整方案后重新评估',
  },
  checks: {
    BASICS_MISSING: '基本情况不全',
    DECISION_DATE_MISSING: '未填拟决策日期',
    DATE_PAST: '拟定日期已过',
    START_BEFORE_DECISION: '实施早于决策',
    END_BEFORE_START: '结束早于开始',
    MODEL_SUPERSEDED: '所用模型已有新版本',
    NO_FACTOR: '没有识别任何因素',
    FACTOR_OPEN: '有因素未判断',
    EXCLUDED_WITHOUT_REASON: '排除未写理由',
    EXCLUDED_ALIKE: '多个因素排除理由相同',
    UNKNOWN_FACTOR: '因素不在模型中',
    UNSCORED_FACTOR: '未评分',
    VALUE_INVALID: '数值无效',
    WEIGHT_MISSING: '缺权重',
    WEIGHTS_NOT_ONE: '权重合计不为 1',
    WEIGHT_ZERO: '权重为 0',
    STAGE_MISSING: '未注明发生阶段',
    SCORE_WITHOUT_GROUNDS: '评分没有依据',
    SCORES_ALIKE: '全部评分相同',
    NOTE_MISSING: '缺评定说明',
    RESIDUAL_MISSING: '缺措施后评分',
    RESIDUAL_INCOMPLETE: '措施后评分不全',
    RESIDUAL_ABOVE_INITIAL: '措施后高于初始',
    LOWERED_WITHOUT_MEASURE: '降低但没有措施',
    FACTOR_WITHOUT_MEASURE: '重要因素没有措施',
    RESIDUAL_ZERO: '措施后为 0',
    RESIDUAL_UNCHANGED: '有措施而无变化',
    RESIDUALS_ALIKE: '措施后的值完全相同',
    INDEX_ROSE: '措施后指数上升',
    ACCEPTED_WITHOUT_END: '无限期接受风险',
    MEASURE_WITHOUT_OWNER: '措施缺责任主体',
    MEASURE_WITHOUT_DEADLINE: '措施缺时限',
    MEASURE_WITHOUT_CONTROL_POINT: '措施缺控制节点',
    MEASURE_WITHOUT_FACTOR: '措施未针对因素',
    MEASURE_ON_OTHER_FACTOR: '措施针对未识别的因素',
    MEASURE_PAST: '措施时限已过',
    MEASURE_AFTER_END: '措施时限晚于事项结束',
    MEASURE_DUPLICATE: '措施重复',
    INDEX_DILUTES: '综合指数掩盖单项因素',
    ROUNDING_FLIPS: '取舍会改变等级',
    OPINION_MISSING: '没有民意数据',
    TRIGGER_MISSING: '没有研判触发情形',
    RESIDUAL_PATH_MISSING: '措施后缺少原为中、高风险路径的数据',
    OPPOSITION_LOWERED: '措施后反对比例低于初始，须有新的调查',
    TRIGGER_LOWERED_WITHOUT_MEASURE: '触发情形减少而无措施',
    SURVEY_COUNT_MISSING: '未填调查人数',
    SURVEY_COUNTS_DIFFER: '调查人数前后不一',
    SURVEY_SHARE_IMPOSSIBLE: '反对比例与人数不符',
    UNANIMOUS: '无一人反对',
    SOURCE_MISSING: '未注明来源',
    CONCLUSION_MISSING: '没有评估结论',
    CONCLUSION_WITHOUT_TEXT: '结论没有文字',
    CONCLUSION_NOT_FOR_LEVEL: '评估结论与等级不符',
    TEXT_OTHER_LEVEL: '文字所述等级不一致',
    TEXT_OTHER_INDEX: '文字所述指数不一致',
    TEXT_OTHER_COUNT: '文字所述份数不一致',
  },
  initial: '初始',
  residual: '措施后',
  sentence(initial, residual) {
    const before = initial === null ? '初始等级未定' : `初始${LEVELS[initial.level]}（综合指数 ${initial.index}，${joined(initial)}）`;
    const after = residual === null ? '措施后等级未定' : `措施后${LEVELS[residual.level]}（${residual.index}${residual.decidedBy.length === 1 && residual.decidedBy[0] === 'index' ? '' : `，${joined(residual)}`}）`;
    return `${before}；${after}`;
  },
  cover: {
    basics: '基本情况', decisionType: '决策类型', places: '涉及地区', unit: '责任单位', decisionOn: '拟决策日期', period: '拟实施起止', project: '项目代码',
    description: '事项说明', state: '状态', revision: '修订号', exported: '导出', result: '风险等级', path: '判定路径', overall: '综合判定（取最高）',
    exactIndex: '综合指数 T（精确值）', missing: '无数据，未判定', decisive: '决定', outcome: '结论', conclusion: '评估结论', submitted: '提交', decision: '决策结论',
    notDecided: '尚未决策', agrees: '与评估结论一致', differs: '与评估结论不一致', reasons: '决策理由', returned: '退回理由', findings: '未消除的提示', method: '评判依据', methodName: '方法', model: '评估模型',
    cutOffs: '界限', direction: '方向与量程', stamp: '校验', lastEntry: '审计链末条', snapshot: '冻结快照 SHA-256', recomputed: '快照复算', recomputedEqual: '由快照复算，结果一致', recomputedDifferent: '由快照复算，结果不一致，请勿使用', program: '程序',
    grades: (counts) => counts.map(({ grade, count }) => `${grade} ${String(count)} 个`).join('，'),
    people: (count) => `预计单次聚集 ${String(count)} 人`,
    noTrigger: '无直接触发情形',
    opposed: (share, surveyed) => `反对比例 ${share}${surveyed === null ? '' : `（调查 ${String(surveyed)} 人）`}`,
  },
  factors: {
    id: '编号', area: '领域', factor: '风险因素', stage: '发生阶段', weight: '权重 w', p: '概率 p', q: '影响 q', r: '程度 R', grade: '等级', part: 'w×R', note: '说明', total: '合计（综合指数 T）',
    excluded: '已排除的因素', reason: '排除理由', chart: '各因素风险程度 R：初始与措施后',
    intro: (weights, identified, excluded, open) => `权重：${weights}。已识别 ${String(identified)} 项，已排除 ${String(excluded)} 项，未判断 ${String(open)} 项。R = p × q，T = Σ(w × R)。空格表示未评分，不是 0；措施后未评分的因素按初始值计入。`,
  },
  matrix: {
    probability: '发生概率', impact: '影响程度', moved: '位置变化', from: '初始（p 级，q 级）', to: '措施后（p 级，q 级）', intro: '格内为因素编号；底色为该格代表值之积的等级，编号后的字为该因素本身的等级。',
    cell: (p, q) => `${p}，${q}`,
  },
  measures: {
    no: '序号', measure: '措施', factors: '针对因素', owner: '责任主体', assistant: '协助单位', deadline: '完成时限', controlPoint: '控制节点', empty: '没有措施。',
  },
  evidence: {
    question: '问题', category: '数据类', factors: '对应因素', scope: '范围', from: '起', to: '止', value: '数值', unit: '单位', rank: '位次', of: '共', rankedPlace: '位次地区', rankedBy: '排序口径', rankValue: '该地数值', adjusted: '收缩后', median: '中位数',
    records: '记录数', batches: '批次', trend: '趋势',
    per: { count: '按数量', residents: '每万常住人口' },
    scopes: { towns: '所涉镇街', counties: '所在区县（数据不分镇街）', project: '本项目' },
    noData: '无数据',
    units: {
      元: '元', 万元: '万元', '元/亩': '元/亩', 公顷: '公顷', 亩: '亩', 平方米: '平方米', 户: '户', 人: '人', 件: '件', 次: '次', 天: '天', 月: '月', 个: '个', 辆: '辆', 间: '间', '%': '%', 岁: '岁', 度: '度', 分: '分', 份: '份', 处: '处', 起: '起',
    },
    intro: (frozen) => `${frozen ? '决策时冻结的答案。' : '导出时的答案。'}月度空格表示该数据类当月全市均无数据，不是 0。位次 1 为最多，取所涉地区中最靠前者。`,
  },
  history: {
    seq: '序号', at: '时间', by: '操作人', action: '动作', details: '内容', hash: '校验值 SHA-256', intro: '序号与校验值来自审计链，可用“审计校验”核对。',
    actions: {
      'proposal.created': '建立事项', 'proposal.changed': '修改基本情况', 'proposal.removed': '删除事项', 'assessment.factorChanged': '修改因素', 'assessment.weightModeChanged': '改变权重方式',
      'assessment.weightsNormalised': '权重归一', 'assessment.weightsCompared': '两两比较定权', 'assessment.contextChanged': '修改民意与触发情形', 'assessment.measureSaved': '保存措施', 'assessment.measureRemoved': '删除措施', 'assessment.conclusionSet': '填写评估结论',
      'legalProcedure.chosen': '选定程序', 'legalProcedure.recorded': '记录程序步骤', 'legalProcedure.attached': '附上材料', 'legalProcedure.detached': '取出材料', 'legalProcedure.saved': '另存材料',
      'measure.plan': '调整措施', 'measure.report': '记录措施进展', 'measure.finish': '措施完成', 'measure.reopen': '重新打开措施', 'measure.proofSaved': '另存佐证',
      'review.saved': '保存后评估', 'review.closed': '完成后评估',
      'assessment.submitted': '提交', 'assessment.returned': '退回', 'assessment.decided': '决策', 'report.exported': '导出报告',
    },
    fields: {
      title: '名称', decisionType: '决策类型', places: '涉及地区', responsibleUnit: '责任单位', decisionOn: '拟决策日期', startOn: '拟实施起', endOn: '拟实施止', description: '说明', projectCode: '项目代码',
      state: '状态', excludedReason: '排除理由', stages: '发生阶段', weight: '权重', p: '概率', q: '影响', residualP: '措施后概率', residualQ: '措施后影响', note: '说明', weightMode: '权重方式', equalWeights: '等权因素数',
      opinion: '民意', incident: '预计聚集', triggers: '触发情形', owner: '责任主体', assistant: '协助单位', deadline: '完成时限', controlPoint: '控制节点', factorIds: '针对因素', code: '结论', text: '结论说明',
      side: '一侧', added: '新增', opposed: '反对比例', surveyed: '调查人数', source: '来源', people: '人数', before: '之前', after: '之后', measure: '措施', sumBefore: '归一前合计', reasons: '理由', decision: '决策结论', conclusion: '评估结论', agrees: '一致', snapshotHash: '快照', initial: '初始', residual: '措施后', warnings: '提示', sha256: '文件 SHA-256', language: '语言', kind: '种类', fileName: '文件', revision: '修订号', modelId: '模型', method: '方法', level: '等级', index: '指数', decidedBy: '判定路径',
    },
  },
  method: {
    formula: '公式', formulaText: 'R = p × q；T = Σ(w × R)，Σw = 1。全部按十进制精确计算，比较之前不取舍。', source: '来源', directionText: '数值越大风险越高，量程 0 至 1。', grades: '单因素等级', grade: '等级', condition: '条件',
    paths: '四条判定路径', highest: '四条路径分别判定，取最高等级。', missing: '没有数据的路径不判定，不作为低风险。', scales: '概率与影响的等级', interval: '区间', wording: '含义', taken: '按级选取时的值',
    conclusions: '各等级可选的评估结论', legend: '图例',
    legendTexts: [
      '空格：没有数据或没有评分，不是 0。', '○ 初始位置，● 措施后位置。', '等级底色：浅绿为微小，绿为较小，浅黄为一般，黄为较大，红为重大；文字与颜色同义。',
      '数值单元格保留 15 位有效数字；综合指数的精确值以文字列在封面。', '百分比为比例：反对比例 12% 即 0.12。',
    ],
    opposed: '反对比例', people: '预计单次聚集人数',
    rule: (grade, orWorse, atLeast) => `${grade}${orWorse ? '及以上' : ''}因素不少于 ${String(atLeast)} 个`,
    or: '，或 ', otherwise: '其他',
  },
  portfolio: {
    title: '事项', decisionOn: '拟决策', index: '综合指数', level: '等级', decidedBy: '判定路径', conclusion: '评估结论', decision: '决策结论', agrees: '一致', scored: '已评分／已识别', createdBy: '建立人',
    updatedAt: '最近修改', submittedAt: '提交时间', decidedAt: '决策时间', total: '合计', byLevel: '按状态与初始等级', noLevel: '未定',
    intro: (count) => `共 ${String(count)} 个事项，按最近修改排列。等级按各事项自己的模型和方法版本计算。`,
  },
};
