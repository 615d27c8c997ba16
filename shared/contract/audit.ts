import { z } from 'zod';
import { fileToken, paging, type Page } from './common.ts';
import { procedure } from './procedure.ts';

export interface AuditEntry {
  readonly seq: number;
  /** UTC, ISO 8601 with milliseconds. */
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  /** What it is about, e.g. "assessment:<id>", "batch:12", "account:<id>", "store". */
  readonly subject: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly previousHash: string;
  readonly hash: string;
}

export type AuditVerdict =
  | { readonly ok: true; readonly entries: number; readonly headHash: string }
  | { readonly ok: false; readonly entries: number; readonly brokenAt: number; readonly reason: 'hash' | 'link' | 'gap' | 'format' | 'truncated'; readonly expected: string; readonly found: string };

/** How long ago the history was verified and the store backed up, told by what was added since; instants in UTC, null = never. */
export interface AuditMarks {
  readonly verifiedAt: string | null;
  /** What the last verification of the store found; null before the first. */
  readonly intact: boolean | null;
  /** Cases decided after the last verification; all of them before the first. */
  readonly decidedSince: number;
  readonly backedUpAt: string | null;
  /** Batches that came or went and cases decided after the last backup; all of them before the first. */
  readonly changedSince: number;
}

export const auditContract = {
  'audit.page': procedure<Page<AuditEntry>>()({
    input: z.strictObject({ subject: z.string().max(200).optional(), action: z.string().max(60).optional(), ...paging }),
    access: 'audit.read',
  }),
  'audit.verify': procedure<AuditVerdict>()({ input: z.strictObject({}), access: 'audit.verify' }),
  'audit.marks': procedure<AuditMarks>()({ input: z.strictObject({}), access: 'audit.verify' }),
  'audit.verifyFile': procedure<AuditVerdict>()({ input: z.strictObject({ file: fileToken }), access: 'audit.verify' }),
  /** NDJSON, one entry a line, that `audit verify --from` checks without a store. */
  'audit.export': procedure<{ path: string; entries: number }>()({ input: z.strictObject({ save: fileToken }), access: 'audit.read' }),
  'store.backup': procedure<{ path: string; bytes: number }>()({ input: z.strictObject({ save: fileToken }), access: 'store.backup' }),
};
