export const rejects = {
  ofField: '{field}：{words}',
  other: '不符合规则（{code}）',
};
