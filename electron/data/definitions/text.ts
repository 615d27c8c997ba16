import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '#shared/util/canonical-json.ts';

/** The one text of a definition and its SHA-256, hex: white space and the order of members do not count, everything else does. */
export function textOf(body: Json): { readonly text: string; readonly hash: string } {
  const text = canonicalJson(body);
  return { text, hash: createHash('sha256').update(text, 'utf8').digest('hex') };
}

/** A text of the ledger as a value. It was canonical JSON when it was entered. */
export function bodyOf({ body }: { readonly body: string }): Json {
  return JSON.parse(body) as Json;
}
