import { canonicalJson, type Json } from '#shared/util/canonical-json.ts';

/**
 * A text under another name and number: its members `id` and `version` change where it has them, everything else stays. What carries no
 * name of its own (the working days of a year) goes by its name in the ledger alone.
 */
export function numbered(body: { readonly [member: string]: Json | undefined }, id: string, version: number): Json {
  const own = { ...('id' in body ? { id } : {}), ...('version' in body ? { version } : {}) };
  return { ...body, ...own };
}

/** True where a text says of itself that it is of that name and number, or says nothing. */
export function saysItself(body: { readonly [member: string]: Json | undefined }, id: string, version: number): boolean {
  return canonicalJson(numbered(body, id, version)) === canonicalJson(body);
}
