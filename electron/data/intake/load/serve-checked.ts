import type { MessagePort } from 'node:worker_threads';
import { toEnvelope } from '#shared/errors/index.ts';
import { checkerRequest, PACKS_AHEAD, type CheckerMessage } from './checker-messages.ts';
import type { CheckedSource } from './checked-source.ts';

/** The thread that reads and checks: sends the rows of a file through a port, never more than a few packs ahead. */
export async function serveChecked(port: MessagePort, open: () => Promise<CheckedSource>): Promise<void> {
  const tell = (message: CheckerMessage): void => {
    port.postMessage(message);
  };
  const fail = (error: unknown): void => {
    tell({ type: 'failed', error: toEnvelope(error) });
  };
  let credit = PACKS_AHEAD;
  let awake: (() => void) | null = null;
  let source: CheckedSource | null = null;
  port.on('message', (message: unknown) => {
    if (checkerRequest.parse(message).type === 'more') {
      credit += 1;
      awake?.();
    } else source?.assertUnchanged().then(() => { tell({ type: 'unchanged' }); }, fail);
  });
  try {
    source = await open();
    tell({ type: 'opened', format: source.format, size: source.size, sheet: source.sheet });
    for await (const rows of source.packs()) {
      while (credit === 0) await new Promise<void>((resolve) => (awake = resolve));
      credit -= 1;
      port.postMessage({ type: 'rows', rows, progress: source.progress() } satisfies CheckerMessage, [rows.marks.buffer, rows.numbers.buffer]);
    }
    tell({ type: 'end', headers: source.headers(), encoding: source.encoding(), sha256: await source.sha256(), progress: source.progress() });
  } catch (error) {
    fail(error);
  }
}
