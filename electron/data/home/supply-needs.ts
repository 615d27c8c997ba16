import { intakeHandlers } from '#data/intake/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { qualityHandlers } from '#data/quality/index.ts';
import { supplyHandlers } from '#data/supply/index.ts';
import { watchHandlers } from '#data/watch/index.ts';
import { need, NOTHING, plain, type Told } from './tally.ts';

/** For who brings the data in: batches that are late, rows that were refused, rules that found something, a folder in trouble. */
export async function supplyNeeds(context: CallContext): Promise<Told> {
  if (!context.actor.permissions.has('intake.run')) return NOTHING;
  const matrix = await supplyHandlers['supply.matrix']({}, context);
  const fresh = matrix.systems.flatMap(({ categories }) => categories).map(({ freshness }) => freshness);
  if (fresh.every(({ state }) => state === 'never')) return { needs: [need('batchesNone', plain(1))], ahead: [] };
  const late = fresh.filter(({ state }) => state === 'due').length;
  const { rows } = await intakeHandlers['intake.openRejects']({}, context);
  const { runs } = await qualityHandlers['quality.overview']({}, context);
  const watch = await watchHandlers['watch.state']({}, context);
  return {
    needs: [
      need('watchFailed', plain(watch.last.filter(({ outcome }) => outcome === 'failed').length + (watch.trouble === null ? 0 : 1)), { grave: true }),
      need('batchesDue', plain(late), { grave: true }),
      need('rejectsOpen', plain(rows)),
      // Rules that were never held against the data have found nothing, which is not the same as nothing to find.
      need('qualityNever', plain(runs.length === 0 ? 1 : 0)),
      need('qualityFailing', plain(runs[0]?.failing ?? 0)),
    ],
    ahead: fresh.flatMap(({ dueOn }) => (dueOn === null ? [] : [{ id: 'batch', on: dueOn }])),
  };
}
