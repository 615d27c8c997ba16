/** What a part of a workbook is read by. Names come without their prefix; `attributes` is the raw text of the tag. */
export interface XmlHandler {
  open?(name: string, attributes: string): void;
  close?(name: string): void;
  /** May come in several pieces. */
  text?(text: string): void;
}

/** Thrown for what is not well formed; the reader turns it into FILE_CORRUPT. */
export class XmlError extends Error {}

const LONGEST_TAG = 1024 * 1024;

/** Reads XML in pieces of any size, as far as workbooks need it: no entities of its own (they are refused), no validation. */
export class XmlScanner {
  readonly #handler: XmlHandler;
  #rest = '';
  #depth = 0;
  #started = false;

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  push(piece: string): void {
    const text = this.#rest === '' ? piece : this.#rest + piece;
    let at = 0;
    for (;;) {
      const tag = text.indexOf('<', at);
      if (tag === -1) {
        at = this.#textUntil(text, at, text.length, false);
        break;
      }
      if (tag > at) this.#textUntil(text, at, tag, true);
      const next = this.#tag(text, tag);
      if (next === -1) {
        at = tag;
        break;
      }
      at = next;
    }
    this.#rest = at < text.length ? text.slice(at) : '';
    if (this.#rest.length > LONGEST_TAG) throw new XmlError('a tag has no end');
  }

  /** @throws XmlError when elements are still open */
  end(): void {
    if (this.#depth !== 0 || this.#rest.trim() !== '' || !this.#started) throw new XmlError('it ends too early');
  }

  /** Hands on text; at the end of a piece it keeps what may be the beginning of an entity. Returns where it stopped. */
  #textUntil(text: string, from: number, to: number, complete: boolean): number {
    let end = to;
    if (!complete) {
      const entity = text.lastIndexOf('&', to - 1);
      if (entity >= from && !text.includes(';', entity)) end = entity;
    }
    if (end > from && this.#depth > 0) this.#handler.text?.(decodeEntities(text.slice(from, end)));
    return end;
  }

  /** Handles the tag at `at`; returns the place after it, or -1 when it is not complete yet. */
  #tag(text: string, at: number): number {
    const second = text.charCodeAt(at + 1);
    if (second === 0x2f) {
      const end = text.indexOf('>', at);
      if (end === -1) return -1;
      this.#depth -= 1;
      if (this.#depth < 0) throw new XmlError('a tag is closed that was not open');
      this.#handler.close?.(nameAt(text, at + 2, end));
      return end + 1;
    }
    if (second === 0x3f) return after(text, '?>', at);
    if (second === 0x21) return this.#special(text, at);
    const end = tagEnd(text, at);
    if (end === -1) return -1;
    const selfClosing = text.charCodeAt(end - 1) === 0x2f;
    const bodyEnd = selfClosing ? end - 1 : end;
    const space = firstSpace(text, at + 1, bodyEnd);
    const name = nameAt(text, at + 1, space);
    this.#started = true;
    this.#depth += 1;
    this.#handler.open?.(name, space === bodyEnd ? '' : text.slice(space, bodyEnd));
    if (selfClosing) {
      this.#depth -= 1;
      this.#handler.close?.(name);
    }
    return end + 1;
  }

  #special(text: string, at: number): number {
    if (text.startsWith('<!--', at)) return after(text, '-->', at + 4);
    if (text.startsWith('<![CDATA[', at)) {
      const end = text.indexOf(']]>', at);
      if (end === -1) return -1;
      this.#handler.text?.(text.slice(at + 9, end));
      return end + 3;
    }
    if (text.length - at < 9) return -1;
    throw new XmlError('it declares entities of its own');
  }
}

function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at === -1 ? -1 : at + end.length;
}

/** The `>` that ends the tag: one inside quotes does not. */
function tagEnd(text: string, at: number): number {
  let from = at;
  for (;;) {
    const end = text.indexOf('>', from);
    if (end === -1) return -1;
    const quote = firstQuote(text, from, end);
    if (quote === -1) return end;
    const closing = text.indexOf(text.charAt(quote), quote + 1);
    if (closing === -1) return -1;
    from = closing + 1;
  }
}

function firstQuote(text: string, from: number, to: number): number {
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22 || code === 0x27) return at;
  }
  return -1;
}

/** The name of a tag without its prefix. */
function nameAt(text: string, from: number, to: number): string {
  let start = from;
  let end = from;
  for (; end < to; end += 1) {
    const code = text.charCodeAt(end);
    if (code === 0x3a) start = end + 1;
    else if (code <= 0x20) break;
  }
  return text.slice(start, end);
}

function firstSpace(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && text.charCodeAt(at) > 0x20) at += 1;
  return at;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi, (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    // Half a character, or the zero character, is none that XML could hold.
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\ufffd';
  });
}

/** Calls back with every attribute, its local name and its value as written (entities not yet resolved). */
export function eachAttribute(attributes: string, found: (name: string, value: string) => void): void {
  let at = 0;
  for (;;) {
    const equals = attributes.indexOf('=', at);
    if (equals === -1) return;
    let quote = equals + 1;
    while (attributes.charCodeAt(quote) <= 0x20) quote += 1;
    const end = attributes.indexOf(attributes.charAt(quote), quote + 1);
    if (end === -1) return;
    while (attributes.charCodeAt(at) <= 0x20) at += 1;
    found(nameAt(attributes, at, equals), attributes.slice(quote + 1, end));
    at = end + 1;
  }
}

/** Value of an attribute by its local name; undefined when the tag has none. */
export function attribute(attributes: string, name: string): string | undefined {
  let value: string | undefined;
  eachAttribute(attributes, (candidate, text) => {
    if (candidate === name) value = decodeEntities(text);
  });
  return value;
}
