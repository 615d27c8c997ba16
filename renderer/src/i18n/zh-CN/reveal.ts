export const reveal = {
  open: '查看',
  reason: '查看事由（至少 4 个字，记入审计）',
  confirm: '查看 30 秒',
  left: '{n} 秒后重新遮住',
  hide: '遮住',
  hint: '查看一次记一次：谁、何时、哪条记录、哪个字段、为什么。内容不入审计。',
};
