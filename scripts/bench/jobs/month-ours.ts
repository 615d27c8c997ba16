import { importFile } from '#data/intake/index.ts';
import { computeMonth } from '#data/stability/index.ts';
import { ACTOR, openCore } from '../core.ts';
import { jobArguments, tell } from '../meter.ts';
import { BATCH_CATEGORY, MONTH } from '../month.ts';
import { heldRows } from '../month-rows.ts';

/**
 * The month's index of all towns and counties once a new batch is in, in the program that took it: figures brought up to date, points,
 * ranks and their ranges, trend, kept with its inputs and the audit entry. Tells the rows of the categories that the index asks.
 */
const [storePath, batch] = jobArguments('store', 'batch');
const core = await openCore(storePath);
const context = core.contextFor(ACTOR);
await computeMonth(context, 'town', MONTH);
await importFile(context, batch, { category: BATCH_CATEGORY, dryRun: false });
const rows = heldRows(core);
await tell(async () => {
  await computeMonth(context, 'town', MONTH);
  return rows;
});
await core.close();
