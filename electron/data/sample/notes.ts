/** What is said in the folder and in every workbook. Chinese first: the people who open these files read it. */
export function sampleNotes(endMonth: string, months: number, seed: number): string[] {
  return [
    '【样例】本文件夹内全部为程序生成的合成样例数据，不涉及任何真实的人员、单位、项目、案件或事件。',
    `数据由种子 ${seed} 确定，最后月份为 ${endMonth}，共 ${months} 个月；同一种子每次生成的文件逐字节相同。`,
    '行政区划代码和名称为公开的真实代码；各镇街的人口、数量和差异均由程序编造，不反映真实情况。',
    '姓名、单位、地址均带“样例”字样；统一社会信用代码的主体部分以 YL 开头，身份证号使用 330600 和顺序码 000，电话以 1540000 开头，案号序号以 9 开头：校验位正确，但不会与真实号码重合。',
    '约五十分之一的行故意含有错误（日期、校验位、代码、缺项等），用于演示退回；另有少量完全重复的行，用于演示“未变化”。',
    'SYNTHETIC SAMPLE DATA. No real person, organisation, project, case or event. About one row in fifty is wrong on purpose.',
  ];
}
