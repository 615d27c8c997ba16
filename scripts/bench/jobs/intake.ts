import { BuiltCore } from '../built-core.ts';
import { jobArguments } from '../meter.ts';
import { BULK_CATEGORY } from '../subject.ts';

/** The whole intake of one file by the built program's data process, as the window orders it: from the order to the commit. */
const [store, file] = jobArguments('store', 'file');
const core = await BuiltCore.open(store);
const before = core.reading();
const { seconds, accepted } = await core.importFile(file, BULK_CATEGORY);
const { cpuSeconds, peakMb } = core.reading();
await core.close();
process.stdout.write(`${JSON.stringify({ seconds, cpuSeconds: cpuSeconds - before.cpuSeconds, peakMb, count: accepted })}\n`);
