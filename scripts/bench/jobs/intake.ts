import { importFile } from '#data/intake/index.ts';
import { ACTOR, openCore } from '../core.ts';
import { jobArguments, tell } from '../meter.ts';
import { BULK_CATEGORY } from '../subject.ts';

/** The whole intake of one file, as the window and the command line do it: from the choice of the file to the commit. */
const [store, file] = jobArguments('store', 'file');
const core = await openCore(store);
await tell(async () => (await importFile(core.contextFor(ACTOR), file, { category: BULK_CATEGORY, dryRun: false })).accepted);
await core.close();
