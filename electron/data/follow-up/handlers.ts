import type { followUpContract } from '#shared/contract/follow-up.ts';
import type { Handlers } from '#data/kernel/index.ts';
import { followMeasure, listMeasures, saveProof, viewMeasure } from './measures.ts';

export const followUpHandlers: Handlers<typeof followUpContract> = {
  'measures.list': (input, context) => listMeasures(context.store.db, context, input),
  'measures.get': (input, context) => viewMeasure(context.store.db, context, input.id),
  'measures.follow': (input, context) => followMeasure(context, input),
  'measures.saveProof': (input, context) => saveProof(context, input),
};
