import { createHash } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import { SetupError } from './say.ts';

const CONNECT_MS = 15_000;
const STALL_MS = 60_000;

/** The innermost reason of a failed request, in few words: "ENOTFOUND mirror.example", "HTTP 403", "no answer within 15 s". */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  if (!('code' in error) || typeof error.code !== 'string') return error.message;
  return 'hostname' in error && typeof error.hostname === 'string' ? `${error.code} ${error.hostname}` : error.code;
}

/**
 * The body of a GET as a stream. Gives up when the server does not answer within 15 s or sends
 * nothing for 60 s. `onData` gets the bytes received so far and the announced total (null: not said).
 */
export async function* fetchBody(url: string, onData: (done: number, total: number | null) => void): AsyncGenerator<Uint8Array> {
  const abort = new AbortController();
  let timer = setTimeout(() => abort.abort(new Error('no answer within 15 s')), CONNECT_MS);
  const alive = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => abort.abort(new Error('nothing came for 60 s')), STALL_MS);
  };
  try {
    const response = await fetch(url, { signal: abort.signal, redirect: 'follow' });
    if (!response.ok || response.body === null) throw new Error(`HTTP ${String(response.status)}`);
    const length = Number(response.headers.get('content-length'));
    const total = length > 0 ? length : null;
    let done = 0;
    for await (const chunk of Readable.fromWeb(response.body) as AsyncIterable<Buffer>) {
      alive();
      done += chunk.length;
      onData(done, total);
      yield chunk;
    }
  } finally {
    clearTimeout(timer);
  }
}

/** Passes bytes through and computes their SHA-512 in npm's notation ("sha512-..."). */
export function integrityMeter(): { readonly through: Transform; readonly integrity: () => string } {
  const hash = createHash('sha512');
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { through, integrity: () => `sha512-${hash.digest('base64')}` };
}

/** Refuses what is not byte for byte the pinned file. */
export function checkIntegrity(found: string, pinned: string, what: string): void {
  if (found !== pinned) throw new SetupError(`${what} is not the file it must be: expected ${pinned}, got ${found}. It was not used.`);
}
