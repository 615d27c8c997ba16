import type { definitionsHandlers } from '#data/definitions/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { versionsWaiting } from './definition-repository.ts';
import { need, NOTHING, plain, type Told } from './tally.ts';

/** Versions that others submitted, own ones that came back or were begun; for the auditor texts that changed under their number. */
export async function definitionNeeds(context: CallContext, definitions: ReturnType<typeof definitionsHandlers>): Promise<Told> {
  const { store: { db }, actor } = context;
  const may = (permission: 'definition.edit' | 'definition.review' | 'audit.read'): boolean => actor.permissions.has(permission);
  if (may('audit.read')) {
    const lines = await definitions['definitions.list']({}, context);
    return { needs: [need('definitionsAltered', plain(lines.filter(({ altered, inUse }) => altered && inUse).length), { grave: true })], ahead: [] };
  }
  if (may('definition.review')) return { needs: [need('definitionsReview', plain(await versionsWaiting(db, { state: 'submitted', account: actor.id, whose: 'others' })))], ahead: [] };
  if (!may('definition.edit')) return NOTHING;
  const own = async (state: 'returned' | 'draft'): Promise<number> => versionsWaiting(db, { state, account: actor.id, whose: 'own' });
  return { needs: [need('definitionsReturned', plain(await own('returned'))), need('definitionsDraft', plain(await own('draft')))], ahead: [] };
}
