import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { AppError } from '#shared/errors/index.ts';
import { utf16Kind } from './sniff.ts';

export type Encoding = 'UTF-8' | 'UTF-8 BOM' | 'GB18030' | 'UTF-16LE' | 'UTF-16BE';

const LABELS: Readonly<Record<Encoding, string>> = { 'UTF-8': 'utf-8', 'UTF-8 BOM': 'utf-8', GB18030: 'gb18030', 'UTF-16LE': 'utf-16le', 'UTF-16BE': 'utf-16be' };

/** Bytes, from the first that is not ASCII, by which the encoding is told. */
const EVIDENCE_BYTES = 64 * 1024;

/** The encoding a file's mark states; null without a mark. */
export function markedEncoding(head: Buffer): Encoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'UTF-8 BOM';
  return utf16Kind(head);
}

/**
 * Bytes to text across any chunk edges. Without a mark the encoding is told by the first 64 KB after the first byte
 * that is not ASCII: UTF-8 if they are valid UTF-8, else GB18030. So one pass is enough, however late they come, and
 * the answer does not depend on where chunks end.
 */
export class StreamingDecoder {
  #encoding: Encoding | null;
  #decoder: TextDecoder | null = null;
  /** Evidence gathered so far; begins with a byte that is not ASCII. */
  #held: Buffer[] = [];
  #heldBytes = 0;
  readonly #lenient: boolean;

  constructor(marked: Encoding | null, lenient = false) {
    this.#encoding = marked;
    this.#lenient = lenient;
  }

  /** UTF-8 for a file that is ASCII throughout. */
  get encoding(): Encoding {
    return this.#encoding ?? 'UTF-8';
  }

  /** @throws TypeError when the bytes do not fit the encoding (unless lenient) */
  decode(chunk: Buffer): string {
    if (this.#encoding !== null) return this.#with(this.#encoding).decode(chunk, { stream: true });
    if (this.#heldBytes === 0 && isAscii(chunk)) return chunk.toString('latin1');
    const start = this.#heldBytes === 0 ? chunk.findIndex((byte) => byte >= 0x80) : 0;
    this.#held.push(chunk.subarray(start));
    this.#heldBytes += chunk.length - start;
    const before = chunk.toString('latin1', 0, start);
    return this.#heldBytes < EVIDENCE_BYTES ? before : before + this.#decide(false);
  }

  /** What the last chunk left open. */
  end(): string {
    const held = this.#heldBytes > 0 ? this.#decide(true) : '';
    return this.#decoder === null ? held : held + this.#decoder.decode();
  }

  #decide(whole: boolean): string {
    const bytes = Buffer.concat(this.#held);
    this.#held = [];
    this.#heldBytes = 0;
    const evidence = whole ? bytes : bytes.subarray(0, EVIDENCE_BYTES);
    this.#encoding = tellEncoding(whole ? evidence : evidence.subarray(0, unfinishedTail(evidence)), evidence);
    return this.#with(this.#encoding).decode(bytes, { stream: true });
  }

  #with(encoding: Encoding): TextDecoder {
    this.#decoder ??= new TextDecoder(LABELS[encoding], { fatal: !this.#lenient });
    return this.#decoder;
  }
}

/**
 * Some pairs of GB18030 bytes are valid UTF-8 as well, but only as characters of two bytes, and Chinese takes three in
 * UTF-8: text without any longer character is GB18030 if it can be. What is nearly UTF-8 is damaged UTF-8: GB18030
 * would swallow most of it as nonsense, where an error that names the row is wanted. Nearly UTF-8 with hardly a longer
 * character is again GB18030: a column of one word over and over can look so (街街街 is BD D6BD D6BD D6).
 */
function tellEncoding(complete: Buffer, evidence: Buffer): Encoding {
  const canBeGb18030 = (): boolean => misfits(new TextDecoder('gb18030').decode(evidence, { stream: true })) === 0;
  if (isUtf8(complete)) return complete.some((byte) => byte >= 0xe0) || !canBeGb18030() ? 'UTF-8' : 'GB18030';
  let high = 0;
  for (const byte of complete) if (byte >= 0x80) high += 1;
  const text = new TextDecoder('utf-8').decode(complete, { stream: true });
  if (misfits(text) * 10 >= high) return 'GB18030';
  return isMostlyLong(text) || !canBeGb18030() ? 'UTF-8' : 'GB18030';
}

function misfits(text: string): number {
  return text.split('\ufffd').length - 1;
}

/** Of the characters that are not ASCII, more take three or four bytes in UTF-8 than two. */
function isMostlyLong(text: string): boolean {
  let balance = 0;
  for (const character of text) {
    if (character >= '\u0800') balance += character === '\ufffd' ? 0 : 1;
    else if (character >= '\u0080') balance -= 1;
  }
  return balance > 0;
}

/** Where a UTF-8 sequence that the end of the bytes cuts off begins; the length when none does. */
function unfinishedTail(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < needed ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

export function encodingError(path: string, encoding: Encoding, row: number | null): AppError {
  const place = row === null ? '' : ` in row ${String(row)}`;
  return new AppError(
    'FILE_ENCODING',
    `${path} holds bytes${place} that are not ${encoding}. Export it again as UTF-8, or open it in Excel or WPS and save it as .xlsx.`,
    { path, encoding, row },
  );
}
