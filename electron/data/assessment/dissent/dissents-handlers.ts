import type { dissentsContract } from '#shared/contract/dissents.ts';
import type { Handlers } from '#data/kernel/index.ts';
import { listDissents, ownDissents, recordDissent, replyToDissent } from './dissents.ts';

export const dissentsHandlers: Handlers<typeof dissentsContract> = {
  'dissents.list': ({ id }, context) => listDissents(context, id),
  'dissents.own': ({ id }, context) => ownDissents(context, id),
  'dissents.record': (input, context) => recordDissent(context, input),
  'dissents.answer': (input, context) => replyToDissent(context, 'answer', input),
  'dissents.withdraw': (input, context) => replyToDissent(context, 'withdraw', input),
};
