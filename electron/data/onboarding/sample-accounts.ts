import type { Role } from '#shared/domain/access/index.ts';

/** Accounts of a sample store, one a role beside the administrator's and three experts, so that a panel can be tried; named by their role, not after anybody. */
export const SAMPLE_ACCOUNTS: readonly { readonly username: string; readonly displayName: string; readonly role: Role }[] = [
  { username: 'it', displayName: '示例数据管理员', role: 'it' },
  { username: 'evaluator', displayName: '示例评估员', role: 'evaluator' },
  { username: 'expert1', displayName: '示例专家甲', role: 'expert' },
  { username: 'expert2', displayName: '示例专家乙', role: 'expert' },
  { username: 'expert3', displayName: '示例专家丙', role: 'expert' },
  { username: 'manager', displayName: '示例负责人', role: 'manager' },
  { username: 'auditor', displayName: '示例审计员', role: 'auditor' },
];

/** What a sample store holds: enough for trends and ranks, loaded in about half a minute. */
export const SAMPLE_ROWS = 500;
export const SAMPLE_SEED = 20_240_601;
