import type { Permission } from '#shared/domain/access/index.ts';
import { call } from '@/api/index.ts';
import type { NeedFacts } from './needs.ts';

type May = (permission: Permission) => boolean;

/** Asks only for what the account can do something about. */
export async function loadNeedFacts(may: May): Promise<NeedFacts> {
  const [signals, index, definitions, supply, marks, accounts] = await Promise.all([
    may('signals.handle') ? signalFacts(may) : null,
    may('stability.compute') || may('stability.review') || may('stability.publish') ? indexFacts(may) : null,
    may('definition.edit') || may('definition.review') || may('audit.read') ? definitionFacts(may) : null,
    may('intake.run') ? supplyFacts() : null,
    may('audit.verify') ? markFacts(may) : null,
    may('account.manage') ? call('accounts.list', {}) : null,
  ]);
  return { signals, index, definitions, supply, marks, accounts };
}

async function signalFacts(may: May): Promise<NeedFacts['signals']> {
  const [overdue, red] = await Promise.all([
    call('signals.list', { filter: { overdue: true }, limit: 1 }),
    may('signals.manage') ? call('signals.list', { filter: { levels: ['red'], states: ['raised'] }, limit: 1 }) : null,
  ]);
  return { overdue: overdue.total, redRaised: red?.total ?? null };
}

async function indexFacts(may: May): Promise<NeedFacts['index']> {
  const months = await Promise.all([call('stability.months', { subject: 'town' }), call('stability.months', { subject: 'department' })]);
  return { months, computes: may('stability.compute'), reviews: may('stability.review'), publishes: may('stability.publish') };
}

async function definitionFacts(may: May): Promise<NeedFacts['definitions']> {
  return { lines: await call('definitions.list', {}), edits: may('definition.edit'), reviews: may('definition.review'), audits: may('audit.read') };
}

async function supplyFacts(): Promise<NeedFacts['supply']> {
  const [matrix, rejects, quality, watch] = await Promise.all([call('supply.matrix', {}), call('intake.openRejects', {}), call('quality.overview', {}), call('watch.state', {})]);
  return { matrix, rejects, quality, watch };
}

async function markFacts(may: May): Promise<NeedFacts['marks']> {
  return { marks: await call('audit.marks', {}), audits: may('audit.read'), backsUp: may('store.backup') };
}
