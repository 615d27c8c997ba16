import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { checkIntegrity, fetchBody, integrityMeter, reasonOf } from './download.ts';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server on this machine that answers every request the same way; returns its address. */
function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const started = createServer(answer);
  server = started;
  return new Promise((resolve) => {
    started.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${String((started.address() as AddressInfo).port)}/file`);
    });
  });
}

async function download(url: string): Promise<{ readonly body: string; readonly steps: readonly (number | null)[][] }> {
  const parts: Uint8Array[] = [];
  const steps: (number | null)[][] = [];
  for await (const chunk of fetchBody(url, (done, total) => steps.push([done, total]))) parts.push(chunk);
  return { body: Buffer.concat(parts).toString(), steps };
}

describe('fetchBody', () => {
  it('gives the body and tells how far it is', async () => {
    const url = await serve((_request, response) => response.setHeader('content-length', 5).end('hello'));
    const { body, steps } = await download(url);
    expect(body).toBe('hello');
    expect(steps.at(-1)).toEqual([5, 5]);
  });

  it('follows a redirect', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/file') response.writeHead(302, { location: '/there' }).end();
      else response.end('moved');
    });
    expect((await download(url)).body).toBe('moved');
  });

  it('fails with the status where the server refuses', async () => {
    const url = await serve((_request, response) => response.writeHead(403).end());
    await expect(download(url)).rejects.toThrow('HTTP 403');
  });

  it('fails where the connection breaks off', async () => {
    const url = await serve((_request, response) => {
      response.setHeader('content-length', 100).write('half', () => response.destroy());
    });
    await expect(download(url)).rejects.toThrow();
  });

  it('fails where nobody listens, and the reason is short', async () => {
    const error: unknown = await download('http://127.0.0.1:1/file').catch((reason: unknown) => reason);
    expect(reasonOf(error)).toMatch(/ECONNREFUSED|bad port/u);
  });
});

describe('integrity', () => {
  it("is npm's notation of SHA-512, and lets only the pinned file pass", async () => {
    const meter = integrityMeter();
    const sink = new Writable({ write: (_chunk, _encoding, done) => done() });
    await pipeline(Readable.from([Buffer.from('ab'), Buffer.from('c')]), meter.through, sink);
    const found = meter.integrity();
    // The published test vector for "abc" (FIPS 180-4), in base64.
    expect(found).toBe('sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==');
    expect(() => checkIntegrity(found, found, 'it')).not.toThrow();
    expect(() => checkIntegrity(found, 'sha512-other', 'the file')).toThrow('the file is not the file it must be');
  });
});
