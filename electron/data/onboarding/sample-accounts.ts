import type { Role } from '#shared/domain/access/index.ts';

/** Accounts of a sample store, one a role beside the administrator's; named by their role, not after anybody. */
export const SAMPLE_ACCOUNTS: readonly { readonly username: string; readonly displayName: string; readonly role: Role }[] = [
  { username: 'it', displayName: '示例数据管理员', role: 'it' },
  { username: 'evaluator', displayName: '示例评估员', role: 'evaluator' },
  { username: 'manager', displayName: '示例负责人', role: 'manager' },
  { username: 'auditor', displayName: '示例审计员', role: 'auditor' },
];

/** What a sample store holds: enough for trends and ranks, loaded in about half a minute. */
export const SAMPLE_ROWS = 500;
export const SAMPLE_SEED = 20_240_601;
