/** Anything JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * One text for one value: keys sorted by code unit, no white space, undefined members left out.
 * Hashes are taken over this text, so it must never change its form.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  let [text, between] = ['', ''];
  if (isArray(value)) {
    for (const item of value) {
      text += between + canonicalJson(item);
      between = ',';
    }
    return `[${text}]`;
  }
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    text += `${between}${quoted(key)}:${canonicalJson(member)}`;
    between = ',';
  }
  return `{${text}}`;
}

/** Names written before: a result of a thousand pages has a few dozen of them. */
const names = new Map<string, string>();
const MOST_NAMES = 1000;

function quoted(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  const text = JSON.stringify(name);
  if (names.size < MOST_NAMES) names.set(name, text);
  return text;
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** True for an object: neither a plain value nor a list. */
export function isJsonObject(value: Json): value is { readonly [key: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !isArray(value);
}
