import { describe, expect, it } from 'vitest';
import { can, PERMISSIONS, permissionsOf, ROLES, type Permission } from './index.ts';

const holders = (permission: Permission): string[] => ROLES.filter((role) => can(role, permission));

describe('roles and permissions', () => {
  it('leaves no permission without a holder', () => {
    for (const permission of PERMISSIONS) expect(holders(permission), permission).not.toEqual([]);
  });

  it.each<[Permission, string[]]>([
    ['intake.run', ['it']],
    ['senderKeys.manage', ['it']],
    ['quality.run', ['it']],
    ['personal.reveal', ['manager']],
    ['proposal.edit', ['evaluator']],
    ['assessment.score', ['evaluator']],
    ['panel.manage', ['evaluator']],
    ['panel.score', ['expert']],
    ['dissent.record', ['evaluator', 'expert', 'manager']],
    ['assessment.decide', ['manager']],
    ['legalProcedure.record', ['evaluator']],
    ['obligation.keep', ['evaluator']],
    ['obligation.rule', ['manager']],
    ['review.write', ['evaluator', 'manager']],
    ['measure.follow', ['evaluator', 'manager']],
    ['stability.compute', ['evaluator']],
    ['stability.review', ['manager']],
    ['stability.publish', ['manager']],
    ['signals.handle', ['evaluator', 'manager']],
    ['signals.manage', ['manager']],
    ['definition.edit', ['evaluator']],
    ['definition.review', ['manager']],
    ['account.manage', ['admin']],
    ['store.backup', ['admin']],
    ['audit.read', ['auditor']],
    ['audit.verify', ['admin', 'auditor']],
    ['records.read', ['it', 'evaluator', 'manager', 'auditor']],
  ])('%s belongs to %j', (permission, roles) => {
    expect(holders(permission)).toEqual(roles);
  });

  it('lets the auditor read everything and change nothing', () => {
    const mine = permissionsOf('auditor');
    expect(mine).toEqual(expect.arrayContaining(PERMISSIONS.filter((permission) => permission.endsWith('.read'))));
    expect(mine.filter((permission) => /\.(run|edit|score|decide|record|follow|keep|rule|write|compute|review|handle|publish|manage|backup)$/.test(permission))).toEqual([]);
  });

  it('keeps the administrator away from cases and records', () => {
    expect(permissionsOf('admin').filter((permission) => /^(proposal|assessment|records|intake)\./.test(permission))).toEqual([]);
  });

  it('shows an expert nothing but the panel and the own dissent', () => {
    expect(permissionsOf('expert')).toEqual(['panel.score', 'dissent.record']);
  });

  it('lists permissions once and agrees with can()', () => {
    for (const role of ROLES) {
      const listed = permissionsOf(role);
      expect(new Set(listed).size).toBe(listed.length);
      expect(PERMISSIONS.filter((permission) => can(role, permission))).toEqual(listed);
    }
  });
});
