import type { Json } from '#shared/util/canonical-json.ts';

/** A text that is JSON, with the line (from 1) on which each of its values begins, by path; or the place where it stops being JSON. */
export type ReadText = { readonly value: Json; readonly lines: ReadonlyMap<string, number> } | { readonly line: number; readonly column: number };

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const PLAIN = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Reads a JSON text that somebody typed. */
export function readText(text: string): ReadText {
  const reader = new Reader(text);
  const end = reader.whole();
  if (end !== null) {
    const before = text.slice(0, end).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }
  return { value: JSON.parse(text) as Json, lines: reader.lines };
}

/** Walks over a text without building anything: where values begin, and where it breaks. */
class Reader {
  readonly lines = new Map<string, number>();
  readonly #text: string;
  #at = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  /** Offset of the first character that does not fit; null where all of it is one JSON value. */
  whole(): number | null {
    return this.#value('') && this.#space() && this.#at === this.#text.length ? null : this.#at;
  }

  #value(path: string): boolean {
    this.#space();
    this.lines.set(path, this.#line);
    switch (this.#text[this.#at]) {
      case '{': return this.#members(path);
      case '[': return this.#elements(path);
      case '"': return this.#string() !== null;
      default: return this.#take(PLAIN) !== null;
    }
  }

  #members(path: string): boolean {
    return this.#list('}', () => {
      const name = this.#string();
      return name !== null && this.#character(':') && this.#value(under(path, String(JSON.parse(name))));
    });
  }

  #elements(path: string): boolean {
    let position = 0;
    return this.#list(']', () => this.#value(under(path, String(position++))));
  }

  #list(close: string, one: () => boolean): boolean {
    this.#at += 1;
    if (this.#character(close)) return true;
    do {
      this.#space();
      if (!one()) return false;
    } while (this.#character(','));
    return this.#character(close);
  }

  #character(wanted: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== wanted) return false;
    this.#at += 1;
    return true;
  }

  /** Control characters, a line break among them, are no part of a string. */
  #string(): string | null {
    const from = this.#at;
    const found = this.#take(STRING);
    if (found === null || ![...found].some((character) => character < ' ')) return found;
    this.#at = from;
    return null;
  }

  #space(): boolean {
    const taken = this.#take(SPACE) ?? '';
    this.#line += taken.split('\n').length - 1;
    return true;
  }

  #take(token: RegExp): string | null {
    token.lastIndex = this.#at;
    const found = token.exec(this.#text);
    if (found === null) return null;
    this.#at = token.lastIndex;
    return found[0];
  }
}

function under(path: string, name: string): string {
  return path === '' ? name : `${path}/${name}`;
}

/** The line of a fault: of the value it names, else of the nearest value around it. */
export function lineOf(lines: ReadonlyMap<string, number>, path: string): number {
  const parts = path === '' ? [] : path.split('/');
  for (let length = parts.length; length > 0; length--) {
    const line = lines.get(parts.slice(0, length).join('/'));
    if (line !== undefined) return line;
  }
  return 1;
}
