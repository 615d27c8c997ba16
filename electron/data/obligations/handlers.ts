import type { obligationsContract } from '#shared/contract/obligations.ts';
import type { Handlers } from '#data/kernel/index.ts';
import { enterMatter, markObligation } from './change.ts';
import { listObligations, viewObligation } from './ledger.ts';
import { obligationLibrary } from './library.ts';

export const obligationsHandlers: Handlers<typeof obligationsContract> = {
  'obligations.list': (input, context) => listObligations(context.store.db, context, input),
  'obligations.get': (input, context) => viewObligation(context.store.db, context, input.key),
  'obligations.rules': (_input, context) => {
    const { source, projects, exemptions } = obligationLibrary(context).rules;
    return Promise.resolve({ source, rules: projects.rules.map(({ name, decisionType }) => ({ name, decisionType })), exemptions });
  },
  'obligations.enter': (input, context) => enterMatter(context, input),
  'obligations.link': ({ proposalId, ...input }, context) => markObligation(context, { ...input, proposalId: input.action === 'link' ? proposalId : null, reasonId: null, decidedOn: null }),
  'obligations.rule': ({ reasonId, decidedOn, ...input }, context) => markObligation(context, {
    ...input, proposalId: null, reasonId: input.action === 'exempt' ? reasonId : null, decidedOn: input.action === 'decide' ? decidedOn : null,
  }),
};
