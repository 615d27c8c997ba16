import type { Output } from '#shared/contract/index.ts';
import type { Role } from '#shared/domain/access/index.ts';
import type { MessageKey } from '@/i18n/index.ts';

/** What the start page reads; null where the role may not. */
export interface HomeFacts {
  readonly matters: Output<'proposals.list'> | null;
  readonly batches: Output<'intake.batches'> | null;
  readonly accounts: Output<'accounts.list'> | null;
  readonly audit: Output<'audit.page'> | null;
  readonly ballots: Output<'panel.invitations'> | null;
}

interface Sentence {
  readonly key: MessageKey;
  readonly params: Readonly<Record<string, number>>;
}

export interface Lead {
  readonly sentences: readonly Sentence[];
  readonly action: { readonly label: MessageKey; readonly to: string } | null;
}

const say = (key: MessageKey, params: Readonly<Record<string, number>> = {}): Sentence => ({ key, params });

/** The sentence of the day for a role, and the one next action. */
export function leadOf(role: Role, facts: HomeFacts): Lead {
  switch (role) {
    case 'manager': return managerLead(facts);
    case 'evaluator': return evaluatorLead(facts);
    case 'it': return dataLead(facts);
    case 'auditor': return { sentences: [say('home.lead.audit', { n: facts.audit?.total ?? 0 })], action: { label: 'home.act.verify', to: '/audit' } };
    case 'expert': return expertLead(facts);
    case 'admin': return adminLead(facts);
  }
}

function expertLead({ ballots }: HomeFacts): Lead {
  const waiting = (ballots ?? []).filter(({ state }) => state === 'open').length;
  if (waiting === 0) return { sentences: [say('home.lead.ballotsNone')], action: null };
  return { sentences: [say('home.lead.ballots', { n: waiting })], action: { label: 'home.act.score', to: '/scoring' } };
}

function managerLead({ matters }: HomeFacts): Lead {
  const waiting = matters?.counts.submitted ?? 0;
  if (waiting === 0) return { sentences: [say('home.lead.reviewNone')], action: null };
  return { sentences: [say('home.lead.review', { n: waiting })], action: { label: 'home.act.review', to: firstMatter(matters, 'submitted') } };
}

function evaluatorLead({ matters }: HomeFacts): Lead {
  const returned = matters?.counts.returned ?? 0;
  const drafts = matters?.counts.draft ?? 0;
  const sentences = [
    ...(returned > 0 ? [say('home.lead.returned', { n: returned })] : []),
    drafts > 0 ? say('home.lead.drafts', { n: drafts }) : say('home.lead.draftsNone'),
  ];
  if (returned > 0) return { sentences, action: { label: 'home.act.returned', to: firstMatter(matters, 'returned') } };
  if (drafts > 0) return { sentences, action: { label: 'home.act.drafts', to: firstMatter(matters, 'draft') } };
  return { sentences, action: { label: 'home.act.newMatter', to: '/matters' } };
}

function dataLead({ batches }: HomeFacts): Lead {
  const rows = batches?.rows ?? [];
  if (rows.length === 0) return { sentences: [say('home.lead.noBatches')], action: { label: 'home.act.import', to: '/intake' } };
  const withRejects = rows.filter((batch) => batch.state === 'committed' && batch.rejected > 0);
  const [latest] = withRejects;
  if (latest === undefined) return { sentences: [say('home.lead.rejectsNone')], action: { label: 'home.act.import', to: '/intake' } };
  return { sentences: [say('home.lead.rejects', { n: withRejects.length })], action: { label: 'home.act.rejects', to: `/batches/${latest.id}` } };
}

function adminLead({ accounts }: HomeFacts): Lead {
  const all = accounts ?? [];
  if (all.length <= 1) return { sentences: [say('home.lead.firstAccounts')], action: { label: 'home.act.newAccount', to: '/accounts' } };
  const locked = all.filter((account) => account.state !== 'active').length;
  return { sentences: [say('home.lead.accounts', { n: all.length, locked })], action: { label: 'home.act.accounts', to: '/accounts' } };
}

/** The desk of the matter of that state that was touched last; the list of matters when it is not among the recent ones. */
function firstMatter(matters: HomeFacts['matters'], state: 'draft' | 'submitted' | 'returned'): string {
  const row = matters?.rows.find((candidate) => candidate.state === state);
  return row === undefined ? '/matters' : `/matters/${row.id}`;
}
