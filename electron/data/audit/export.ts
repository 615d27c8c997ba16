import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { z } from 'zod';
import type { AuditVerdict } from '#shared/contract/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { chainEntries } from './audit-repository.ts';
import { ChainVerifier } from './chain.ts';

const lineSchema = z.strictObject({
  seq: z.int(), at: z.string(), actor: z.string(), action: z.string(), subject: z.string(),
  details: z.string(), previousHash: z.string(), hash: z.string(),
});
const headSchema = z.strictObject({ format: z.literal('fengqiao-audit@1'), entries: z.int(), headHash: z.string() });

/**
 * Writes the chain as NDJSON: one entry a line, and a last line with the number of entries and the head's hash.
 * `details` stays the exact text the hash covers. Documented in docs/audit-format.md, so that anyone can check it.
 */
export async function exportChain(db: ReadDb, path: string): Promise<{ entries: number; headHash: string }> {
  const out = createWriteStream(path, { encoding: 'utf8' });
  const failed = once(out, 'error').then(([error]: unknown[]) => Promise.reject(error instanceof Error ? error : new Error(String(error))));
  failed.catch(() => undefined);
  let entries = 0;
  let headHash = '';
  for await (const entry of chainEntries(db)) {
    entries += 1;
    headHash = entry.hash;
    if (!out.write(`${JSON.stringify(entry)}\n`)) await Promise.race([once(out, 'drain'), failed]);
  }
  out.end(`${JSON.stringify({ format: 'fengqiao-audit@1', entries, headHash })}\n`);
  await Promise.race([once(out, 'finish'), failed]);
  return { entries, headHash };
}

/** Checks an exported history alone, without any store. */
export async function verifyExport(path: string): Promise<AuditVerdict> {
  const verifier = new ChainVerifier();
  let head: { seq: number; hash: string } | null = null;
  let lineNo = 0;
  const lines = createInterface({ input: createReadStream(path, { encoding: 'utf8' }), crlfDelay: Infinity });
  for await (const line of lines) {
    if (line.trim() === '') continue;
    lineNo += 1;
    const parsed = parseLine(line);
    const end = headSchema.safeParse(parsed);
    if (end.success) {
      head = { seq: end.data.entries, hash: end.data.headHash };
      continue;
    }
    const entry = lineSchema.safeParse(parsed);
    if (!entry.success) {
      if (lineNo === 1) throw new AppError('FILE_NOT_A_TABLE', `${path} is not an exported audit history.`, { path });
      return { ok: false, entries: lineNo - 1, brokenAt: lineNo, reason: 'format', expected: 'fengqiao-audit@1', found: line.slice(0, 80) };
    }
    if (!verifier.add(entry.data)) break;
  }
  return verifier.finish(head ?? { seq: -1, hash: 'missing end line' });
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
