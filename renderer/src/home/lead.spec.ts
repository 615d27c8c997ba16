import { expect, it } from 'vitest';
import type { BatchView, ProposalRow } from '#shared/contract/index.ts';
import { leadOf, type HomeFacts } from './lead.ts';

const nothing: HomeFacts = { matters: null, batches: null, accounts: null, audit: null, ballots: null };
const row = (id: string, state: ProposalRow['state']): ProposalRow => ({ id, state } as unknown as ProposalRow);
const matters = (counts: Partial<Record<ProposalRow['state'], number>>, rows: ProposalRow[]): HomeFacts =>
  ({ ...nothing, matters: { rows, total: rows.length, counts: { draft: 0, submitted: 0, returned: 0, decided: 0, ...counts } } });
const batch = (state: BatchView['state'], rejected: number, id = 1): BatchView => ({ state, rejected, id } as unknown as BatchView);

it('leads a manager to the submitted matter, not to the newest', () => {
  const lead = leadOf('manager', matters({ draft: 1, submitted: 2 }, [row('a', 'draft'), row('b', 'submitted')]));
  expect(lead.sentences).toEqual([{ key: 'home.lead.review', params: { n: 2 } }]);
  expect(lead.action?.to).toBe('/matters/b');
  expect(leadOf('manager', matters({}, [])).action).toBeNull();
});

it('puts what was returned before what is in draft', () => {
  const lead = leadOf('evaluator', matters({ draft: 3, returned: 1 }, [row('a', 'draft'), row('b', 'returned')]));
  expect(lead.sentences.map((sentence) => sentence.key)).toEqual(['home.lead.returned', 'home.lead.drafts']);
  expect(lead.action).toEqual({ label: 'home.act.returned', to: '/matters/b' });
  expect(leadOf('evaluator', matters({}, [])).action?.label).toBe('home.act.newMatter');
});

it('falls back to the list when the matter is not among the recent ones', () => {
  expect(leadOf('evaluator', matters({ draft: 30 }, [])).action?.to).toBe('/matters');
});

it('counts only rejects of batches in force', () => {
  const facts: HomeFacts = { ...nothing, batches: { total: 3, rows: [batch('undone', 9, 3), batch('committed', 4, 2), batch('committed', 0, 1)] } };
  expect(leadOf('it', facts).sentences).toEqual([{ key: 'home.lead.rejects', params: { n: 1 } }]);
  expect(leadOf('it', facts).action?.to).toBe('/batches/2');
  expect(leadOf('it', { ...nothing, batches: { total: 0, rows: [] } }).sentences[0]?.key).toBe('home.lead.noBatches');
});

it('asks a lone administrator for accounts', () => {
  expect(leadOf('admin', nothing).action?.label).toBe('home.act.newAccount');
});
