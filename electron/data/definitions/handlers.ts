import type { definitionsContract } from '#shared/contract/definitions.ts';
import type { Handlers } from '#data/kernel/index.ts';
import { copyVersion, discardDraft, saveDraft } from './edit.ts';
import { exportVersion, importVersion } from './exchange.ts';
import { reviewVersion, submitVersion } from './review.ts';
import { indexTrial, startIndexTrial } from './try-index.ts';
import { tryModel } from './try-model.ts';
import { tryRuleVersion } from './try-rule.ts';
import { definitionView, findVersion, ledgerLines, type Current } from './views.ts';

/** @param current the texts that this version of the program brought */
export function definitionsHandlers(current: Current): Handlers<typeof definitionsContract> {
  return {
    'definitions.list': (input, { store }) => ledgerLines(store.db, current, input.kind ?? null),
    'definitions.one': (input, context) => definitionView(context, current, input.seq),
    'definitions.copy': async (input, context) => ({ seq: await copyVersion(context, input.seq, input.id) }),
    'definitions.save': async (input, context) => {
      await saveDraft(context, input.seq, input.revision, input.body, input.note);
      return definitionView(context, current, input.seq);
    },
    'definitions.submit': async (input, context) => {
      await submitVersion(context, input.seq);
      return definitionView(context, current, input.seq);
    },
    'definitions.discard': async (input, context) => {
      await discardDraft(context, input.seq);
      return { done: true };
    },
    'definitions.review': async (input, context) => {
      await reviewVersion(context, current, input.seq, input.release, input.note);
      return definitionView(context, current, input.seq);
    },
    'definitions.tryOn': (input, context) => tryModel(context, input.seq, input.assessment),
    'definitions.tryRule': async (input, context) => tryRuleVersion(context, await findVersion(context.store.db, input.seq), input.months),
    'definitions.tryIndex': async (input, context) => ({ taskId: await startIndexTrial(context, input.seq, input.month) }),
    'definitions.indexTrial': (input, context) => indexTrial(context, input.seq, input.month),
    'definitions.export': (input, context) => exportVersion(context, input.seq, context.grants.path(input.save, 'write')),
    'definitions.import': async (input, context) => ({ seq: await importVersion(context, context.grants.path(input.file, 'read')) }),
  };
}
