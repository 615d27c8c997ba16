import { createHash } from 'node:crypto';
import type { AuditVerdict } from '#shared/contract/index.ts';
import { canonicalJson, type Json } from '#shared/util/canonical-json.ts';

/** The chain starts from this: 64 zeros. */
export const GENESIS = '0'.repeat(64);

/** What an entry's hash covers. `details` is the canonical JSON text as stored. */
export interface ChainEntry {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly details: string;
  readonly previousHash: string;
  readonly hash: string;
}

/**
 * SHA-256, hex, over the canonical JSON of every other member: whoever changes one character anywhere must
 * recompute every later entry, and then the head no longer agrees with any exported copy.
 */
export function entryHash(entry: Omit<ChainEntry, 'hash'>): string {
  const covered: Json = {
    action: entry.action, actor: entry.actor, at: entry.at, details: entry.details,
    previousHash: entry.previousHash, seq: entry.seq, subject: entry.subject,
  };
  return createHash('sha256').update(canonicalJson(covered), 'utf8').digest('hex');
}

/** Follows a chain entry by entry; stops at the first broken link. Constant memory, whatever the length. */
export class ChainVerifier {
  #entries = 0;
  #hash = GENESIS;
  #broken: Extract<AuditVerdict, { ok: false }> | null = null;

  /** Returns false once the chain is broken. */
  add(entry: ChainEntry): boolean {
    if (this.#broken !== null) return false;
    const expectedSeq = this.#entries + 1;
    if (entry.seq !== expectedSeq) return this.#fail(expectedSeq, 'gap', String(expectedSeq), String(entry.seq));
    if (entry.previousHash !== this.#hash) return this.#fail(entry.seq, 'link', this.#hash, entry.previousHash);
    const computed = entryHash(entry);
    if (computed !== entry.hash) return this.#fail(entry.seq, 'hash', computed, entry.hash);
    this.#entries += 1;
    this.#hash = entry.hash;
    return true;
  }

  /** The stored head, when there is one, tells whether the tail was cut off. */
  finish(head?: { readonly seq: number; readonly hash: string }): AuditVerdict {
    if (this.#broken === null && head !== undefined && (head.seq !== this.#entries || head.hash !== this.#hash)) {
      this.#fail(this.#entries + 1, 'truncated', `${String(head.seq)}:${head.hash}`, `${String(this.#entries)}:${this.#hash}`);
    }
    return this.#broken ?? { ok: true, entries: this.#entries, headHash: this.#hash };
  }

  #fail(brokenAt: number, reason: 'hash' | 'link' | 'gap' | 'truncated', expected: string, found: string): false {
    this.#broken = { ok: false, entries: this.#entries, brokenAt, reason, expected, found };
    return false;
  }
}
