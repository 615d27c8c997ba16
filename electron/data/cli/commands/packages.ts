import { readFileSync } from 'node:fs';
import { loadCatalogue, loadRegions } from '#data/catalogue/index.ts';
import { addSenderKey, checkPath, senderKeys, withdrawSenderKey } from '#data/intake/index.ts';
import { readOptions } from '../options.ts';
import { cliActor, RESOURCES, withCore } from '../program.ts';
import { UsageError } from '../usage.ts';
import type { Outcome } from './outcome.ts';

/** Holds tables and batch packages against the catalogue, without a store; for those who make them. */
export async function check(args: readonly string[]): Promise<Outcome> {
  const options = readOptions(args, { values: ['key'] });
  const [path, ...more] = options.positionals;
  if (path === undefined || more.length > 0) throw new UsageError('check takes one file.');
  const key = options.optional('key');
  const report = await checkPath(path, { catalogue: loadCatalogue(RESOURCES), regions: loadRegions(RESOURCES), publicKey: key === undefined ? undefined : readFileSync(key, 'utf8') });
  for (const problem of [...report.problems, ...report.files.flatMap(({ problems }) => problems)]) process.stderr.write(`${problem.code}: ${problem.message}\n`);
  process.stderr.write(`${path}: ${report.ok ? 'may be sent' : 'must not be sent as it is'}\n`);
  return { output: report, failed: !report.ok };
}

/** Keys of the senders: `keys`, `keys add`, `keys withdraw`. */
export function keys(args: readonly string[]): Promise<Outcome> {
  const options = readOptions(args, { values: ['db', 'system', 'name', 'key'] });
  const [verb = 'list', id] = options.positionals;
  return withCore(options.required('db'), 'existing', async (core) => {
    const context = core.contextFor(cliActor());
    switch (verb) {
      case 'add':
        await addSenderKey(context, { system: options.required('system'), name: options.required('name'), pem: readFileSync(options.required('key'), 'utf8') });
        break;
      case 'withdraw':
        if (id === undefined) throw new UsageError('keys withdraw needs the id of a key.');
        await withdrawSenderKey(context, id);
        break;
      case 'list':
        break;
      default:
        throw new UsageError(`keys does not know ${verb}.`);
    }
    return { output: { keys: await senderKeys(context.store.db) } };
  });
}
