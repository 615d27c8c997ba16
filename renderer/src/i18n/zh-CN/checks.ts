import type { CheckCode } from '#shared/domain/assessment/index.ts';

/** One sentence for each finding: what is missing, in the words of the desk. `{factor}` and `{measure}` are named by the screen. */
export const checks: Readonly<Record<CheckCode, string>> = {
  BASICS_MISSING: '基本情况缺少：{field}',
  NO_FACTOR: '尚未列入任何风险因素',
  FACTOR_OPEN: '{count} 个因素既未列入也未排除',
  EXCLUDED_WITHOUT_REASON: '{factor} 排除而未写理由',
  UNKNOWN_FACTOR: '{factor} 不在所用模型中',
  UNSCORED_FACTOR: '{factor} 未评定{fields}',
  VALUE_INVALID: '{factor} 的{field}不是 0 至 1 的数',
  WEIGHT_MISSING: '{factor} 未填权重',
  WEIGHTS_NOT_ONE: '权重之和为 {sum}，应恰为 1',
  NOTE_MISSING: '{factor} 为{grade}风险，须写评定说明',
  RESIDUAL_MISSING: '{factor} 未评定措施后的值，暂按初始值计',
  RESIDUAL_INCOMPLETE: '{factor} 措施后的{field}未评定',
  RESIDUAL_ABOVE_INITIAL: '{factor} 措施后的{fields}高于初始，原因应写入评定说明',
  LOWERED_WITHOUT_MEASURE: '{factor} 措施后降低，但没有针对它的措施',
  FACTOR_WITHOUT_MEASURE: '{factor} 为{grade}风险，没有针对它的措施',
  MEASURE_WITHOUT_OWNER: '措施“{measure}”没有责任主体',
  MEASURE_WITHOUT_DEADLINE: '措施“{measure}”没有完成时限',
  MEASURE_WITHOUT_CONTROL_POINT: '措施“{measure}”没有控制节点',
  MEASURE_WITHOUT_FACTOR: '措施“{measure}”没有针对的因素',
  MEASURE_ON_OTHER_FACTOR: '措施“{measure}”针对的因素未列入：{factors}',
  MEASURE_PAST: '措施“{measure}”的时限 {deadline} 已过',
  OPINION_MISSING: '没有群众意见数据，该路径未参与判定',
  TRIGGER_MISSING: '没有直接触发数据，该路径未参与判定',
  RESIDUAL_PATH_MISSING: '{path}路径初始为{level}，措施后没有数据，须补充',
  OPPOSITION_LOWERED: '反对比例由 {initial} 降为 {residual}，须有新的调查为据',
  CONCLUSION_MISSING: '尚未作出评估结论',
  CONCLUSION_NOT_FOR_LEVEL: '评估结论与{level}不相符',
};

/** What the parameters `field` and `fields` of a finding name; dots of the field are left out. */
export const checkFields = {
  title: '事项名称',
  decisionType: '事项类型',
  responsibleUnit: '责任单位',
  places: '所涉地点',
  p: '发生概率',
  q: '影响程度',
  r: '风险程度',
  weight: '权重',
  initialp: '发生概率',
  initialq: '影响程度',
  residualp: '措施后发生概率',
  residualq: '措施后影响程度',
};
