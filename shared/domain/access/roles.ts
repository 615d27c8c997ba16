/** 系统管理员, 数据管理员, 评估员, 专家, 负责人, 审计员. An account has exactly one. */
export const ROLES = ['admin', 'it', 'evaluator', 'expert', 'manager', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** What a procedure of the contract may ask of its caller. */
export const PERMISSIONS = [
  'catalogue.read', // systems, categories, fields, counts
  'records.read', // single rows, personal fields masked
  'intake.read', // batches and rejects
  'intake.run', // import, take back, export rejects
  'sources.decide', // which of two contradicting sources holds
  'senderKeys.manage', // keep and withdraw the keys that batch packages are signed with
  'quality.run', // hold the rules against all categories
  'personal.reveal', // open a masked personal cell, one at a time, with a reason
  'proposal.read', // matters, assessments, evidence, their history
  'proposal.edit', // make and change a matter
  'assessment.score', // score, plan measures, conclude, submit
  'panel.manage', // set a panel up, open and close its rounds, adopt what it found
  'panel.score', // score alone as an expert of a panel
  'dissent.record', // dissent from a case under one's own name, take the own dissent back
  'assessment.decide', // return or decide what someone else submitted
  'legalProcedure.record', // choose the prescribed procedure of a case, record its steps
  'obligation.keep', // enter matters that must be assessed, say which case assesses them
  'obligation.rule', // exempt a matter, enter its decision
  'review.write', // review a decided case that one did not assess
  'measure.follow', // say how far the measures of a decided case are, and prove them
  'stability.read',
  'stability.compute',
  'stability.review', // accept or send back a month that someone else computed
  'stability.publish',
  'map.manage', // load the office's own map of towns, take it away
  'signals.read', // signals, rules and boards
  'signals.handle', // dispatch, receive, handle, close, or call a signal false
  'signals.manage', // hold the rules against the data anew, switch one off and on, try one with other numbers
  'definition.read', // the ledger of models, methods, indexes, rules and their versions
  'definition.edit', // copy, change, submit a version
  'definition.review', // release or return what someone else submitted
  'report.export',
  'audit.read', // the whole chain, and its export
  'audit.verify',
  'account.manage',
  'store.backup',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/**
 * Who may do what. Duties are kept apart: nobody can both submit and decide, who decides or scores cannot import,
 * who keeps the accounts sees no case and no record, an expert sees only what a panel asks and the own dissent, and the auditor changes nothing.
 * A masked personal cell is opened by the one who answers for the decision, not by who brings the data in or checks it.
 */
const TABLE: Readonly<Record<Role, readonly Permission[]>> = {
  admin: ['catalogue.read', 'audit.verify', 'account.manage', 'store.backup', 'map.manage'],
  it: ['catalogue.read', 'records.read', 'intake.read', 'intake.run', 'sources.decide', 'senderKeys.manage', 'quality.run', 'map.manage', 'definition.read'],
  evaluator: ['catalogue.read', 'records.read', 'intake.read', 'proposal.read', 'proposal.edit', 'assessment.score', 'panel.manage', 'legalProcedure.record', 'obligation.keep', 'measure.follow', 'review.write', 'dissent.record', 'stability.read', 'stability.compute', 'signals.read', 'signals.handle', 'definition.read', 'definition.edit', 'report.export'],
  expert: ['panel.score', 'dissent.record'],
  manager: ['catalogue.read', 'records.read', 'intake.read', 'personal.reveal', 'proposal.read', 'assessment.decide', 'obligation.rule', 'measure.follow', 'review.write', 'dissent.record', 'stability.read', 'stability.review', 'stability.publish', 'signals.read', 'signals.handle', 'signals.manage', 'definition.read', 'definition.review', 'report.export'],
  auditor: ['catalogue.read', 'records.read', 'intake.read', 'proposal.read', 'stability.read', 'signals.read', 'definition.read', 'report.export', 'audit.read', 'audit.verify'],
};

/** The permissions of a role, in the order of PERMISSIONS. */
export function permissionsOf(role: Role): readonly Permission[] {
  return PERMISSIONS.filter((permission) => TABLE[role].includes(permission));
}

/** True where the role holds the permission. */
export function can(role: Role, permission: Permission): boolean {
  return TABLE[role].includes(permission);
}
