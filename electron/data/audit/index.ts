export { AUDIT_ACTIONS, appendAudit, type AuditAction, type NewAuditEntry } from './append.ts';
export { auditPage, subjectHistory, verifyChain } from './audit-repository.ts';
export { exportChain, verifyExport } from './export.ts';
export { auditHandlers } from './handlers.ts';
