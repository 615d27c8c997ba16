import type { RejectCode } from '#shared/domain/codes/index.ts';

/** Why a row was not taken: the cause, and how to mend it. `range` is filled from `min` and `max`. */
type Reasons = Readonly<Record<RejectCode | 'extra_cells' | 'unknown_keys' | 'beside_table', string>>;

const reasons: Reasons = {
  required: '必填，不能为空',
  excel_error: '单元格是公式错误 {value}，请改为实际内容',
  bad_number: '不是数字',
  too_many_decimals: '小数位数过多，最多 {max} 位',
  out_of_range: '超出允许范围（{range}）',
  unit_mismatch: '计量单位“{unit}”无法换算，请统一单位',
  bad_date: '不是有效日期，请写成 2024-03-05 的形式',
  bad_month: '不是有效月份，请写成 2024-03 的形式',
  ambiguous_month: '月份不明：可能是 {year}-01，也可能是 {year}-10，请写成文本',
  bad_boolean: '请填“是”或“否”',
  unknown_code: '“{value}”不在代码表中',
  bad_region: '不是行政区划：请填 6、9 或 12 位代码，或镇街名称',
  unknown_region: '没有“{value}”这个行政区划',
  ambiguous_region: '“{value}”有重名，请加上区县名称',
  region_mismatch: '区划代码与名称不一致',
  bad_credit_code: '统一社会信用代码有误（18 位，校验码不符）',
  bad_citizen_id: '公民身份号码有误（位数、出生日期或校验码不符）',
  rounded_id: '号码已被电子表格截成 15 位有效数字，请将该列设为文本后从来源重新导出',
  masked_value: '来源已脱敏，无法使用；请提供完整内容，或不导入该列',
  bad_project_code: '项目代码有误，应为 2020-330602-77-01-123456 的形式',
  bad_case_number: '案号有误，应为 (2024)浙0602民初1号 的形式',
  bad_phone: '电话号码有误',
  extra_cells: '该行有 {found} 格，表头只有 {expected} 列：可能是内容里的分隔符把一格拆成了两格',
  beside_table: '表外的行（合计、注释或重复的表头），不作数据',
  unknown_keys: '该对象有表头里没有的键（{keys}），请与文件前部的对象保持一致',
};

export const rejects = {
  ...reasons,
  ofField: '{field}：{words}',
  other: '不符合规则（{code}）',
  atLeast: '最小 {min}',
  atMost: '最大 {max}',
  between: '{min} 至 {max}',
  /** Short names, for choosing among the reasons of a batch. */
  short: {
    required: '必填项为空', excel_error: '公式错误', bad_number: '不是数字', too_many_decimals: '小数位数过多', out_of_range: '超出允许范围', unit_mismatch: '单位无法换算', bad_date: '日期无效', bad_month: '月份无效',
    ambiguous_month: '月份不明', bad_boolean: '不是“是”或“否”', unknown_code: '不在代码表中', bad_region: '不是行政区划', unknown_region: '没有这个行政区划', ambiguous_region: '区划重名', region_mismatch: '区划代码与名称不一致',
    bad_credit_code: '统一社会信用代码有误', bad_citizen_id: '公民身份号码有误', rounded_id: '号码被截断', masked_value: '来源已脱敏', bad_project_code: '项目代码有误', bad_case_number: '案号有误', bad_phone: '电话号码有误', extra_cells: '列数多于表头', unknown_keys: '多出的键', beside_table: '表外的行',
  } satisfies Reasons,
};
