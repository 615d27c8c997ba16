import { toEnvelope } from '#shared/errors/index.ts';
import { createDataCore, type DataCore } from '#data/core/index.ts';
import type { FromData, ToData } from './protocol.ts';
import { connectParent } from './transport.ts';

/** The data process: the same core under Electron's utilityProcess or under a forked Node; only the transport differs. */
const parent = connectParent<ToData, FromData>();
let core: DataCore | null = null;

async function receive(message: ToData): Promise<void> {
  switch (message.kind) {
    case 'open':
      try {
        core = await createDataCore({
          storePath: message.storePath, resourcesDir: message.resourcesDir, intakeWorker: message.intakeWorker, programVersion: message.programVersion,
          mode: 'createOrExisting',
          follow: true,
          emit: (event) => { parent.send({ kind: 'event', event }); },
          log: (level, text, fields) => { process.stderr.write(`${JSON.stringify({ level, text, ...fields })}\n`); },
        });
        parent.send({ kind: 'opened' });
      } catch (error) {
        process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
        parent.send({ kind: 'openFailed', error: toEnvelope(error) });
      }
      return;
    case 'call': {
      const reply = core === null
        ? { ok: false as const, error: { code: 'DATA_PROCESS_LOST' as const, message: 'The store is not open.', details: {} } }
        : await core.call(message.name, message.input, message.session);
      parent.send({ kind: 'reply', id: message.id, reply });
      return;
    }
    case 'grant':
      core?.context.grants.register(message.token, message.path, message.mode);
      return;
    case 'close':
      await core?.close();
      parent.send({ kind: 'closed' });
      parent.end();
  }
}

parent.listen((message) => {
  receive(message).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  });
});
