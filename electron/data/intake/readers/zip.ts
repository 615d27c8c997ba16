import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { crc32, createInflateRaw } from 'node:zlib';
import { Readable } from 'node:stream';
import { AppError } from '#shared/errors/index.ts';
import type { OpenFile } from './file.ts';

const END_SIGNATURE = 0x06054b50;
const END64_LOCATOR = 0x07064b50;
const END64_SIGNATURE = 0x06064b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const IN_EXTRA = 0xffffffff;
const UTF8_FLAG = 0x0800;
const UNICODE_NAME = 0x7075;

const READ_BYTES = 256 * 1024;
const MOST_ENTRIES = 20_000;
const MOST_DIRECTORY_BYTES = 32 * 1024 * 1024;
/** Beyond this much text, what grew more than so many times is no workbook: real sheets grow 5 to 60 times. */
const BOMB_FROM_BYTES = 64 * 1024 * 1024;
const BOMB_RATIO = 400;

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

/** By their names, with slashes. */
export type ZipEntries = ReadonlyMap<string, ZipEntry>;

/**
 * The entries of a zip by its central directory. Read by hand, in pieces: the library at hand wants the whole file in
 * memory and does not check the sums of what it streams.
 *
 * @throws AppError FILE_CORRUPT when the end is missing (a cut download), FILE_TOO_LARGE for absurd directories
 */
export async function zipEntries(file: OpenFile): Promise<ZipEntries> {
  const tailStart = Math.max(0, file.size - 65_557);
  const tail = await file.read(tailStart, file.size - tailStart);
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end === -1 || end + 22 > tail.length || tail.readUInt32LE(end) !== END_SIGNATURE) throw corrupt(file.path, 'the end of the archive is missing');
  let count = tail.readUInt16LE(end + 10);
  let size = tail.readUInt32LE(end + 12);
  let offset = tail.readUInt32LE(end + 16);
  if (count === 0xffff || size === IN_EXTRA || offset === IN_EXTRA) {
    const locator = end - 20;
    if (locator < 0 || tail.readUInt32LE(locator) !== END64_LOCATOR) throw corrupt(file.path, 'the large-file record is missing');
    const record = await file.read(Number(tail.readBigUInt64LE(locator + 8)), 56);
    if (record.length < 56 || record.readUInt32LE(0) !== END64_SIGNATURE) throw corrupt(file.path, 'the large-file record is damaged');
    count = Number(record.readBigUInt64LE(32));
    size = Number(record.readBigUInt64LE(40));
    offset = Number(record.readBigUInt64LE(48));
  }
  if (count > MOST_ENTRIES || size > MOST_DIRECTORY_BYTES) throw tooLarge(file.path, 'its directory is larger than any workbook has');
  return directory(await file.read(offset, size), count, file.path);
}

function directory(bytes: Buffer, count: number, path: string): ZipEntries {
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL_SIGNATURE) throw corrupt(path, 'the directory of the archive is damaged');
    const nameLength = bytes.readUInt16LE(at + 28);
    const extraLength = bytes.readUInt16LE(at + 30);
    const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const wide = wideFields(extra, [bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)]);
    const flags = bytes.readUInt16LE(at + 8);
    // Some writers put back slashes into the names.
    const name = entryName(bytes.subarray(at + 46, at + 46 + nameLength), (flags & UTF8_FLAG) !== 0, extra).replaceAll('\\', '/');
    if (entries.has(name)) throw corrupt(path, `it holds ${name} twice`);
    entries.set(name, {
      name,
      method: bytes.readUInt16LE(at + 10),
      encrypted: (flags & 1) === 1,
      crc: bytes.readUInt32LE(at + 16),
      unpacked: wide[0],
      packed: wide[1],
      offset: wide[2],
    });
    at += 46 + nameLength + extraLength + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * The name of an entry as text: UTF-8 where it is said to be (APPNOTE 4.4.4), or where a second name in UTF-8 belongs to it
 * (4.6.9), or where it cannot be anything else; the zip programs of Chinese Windows write GBK and say nothing.
 */
function entryName(bytes: Buffer, saidUtf8: boolean, extra: Buffer): string {
  if (saidUtf8 || isAscii(bytes)) return bytes.toString('utf8');
  for (let at = 0; at + 9 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === UNICODE_NAME && extra.readUInt32LE(at + 5) === crc32(bytes)) return extra.toString('utf8', at + 9, at + 4 + extra.readUInt16LE(at + 2));
  }
  return isUtf8(bytes) && bytes.some((byte) => byte >= 0xe0) ? bytes.toString('utf8') : new TextDecoder('gb18030').decode(bytes);
}

/** Size, packed size and offset; those that did not fit stand in the extra field, in this order. */
function wideFields(extra: Buffer, narrow: readonly [number, number, number]): [number, number, number] {
  const values: [number, number, number] = [...narrow];
  if (!narrow.includes(IN_EXTRA)) return values;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let field = at + 4;
    for (const index of [0, 1, 2] as const) {
      if (values[index] !== IN_EXTRA || field + 8 > extra.length) continue;
      values[index] = Number(extra.readBigUInt64LE(field));
      field += 8;
    }
    break;
  }
  return values;
}

/**
 * The unpacked bytes of an entry, checked against its length and sum at the end.
 *
 * @param most bytes it may unpack to
 * @param onPacked told of the packed bytes read so far
 * @throws AppError FILE_CORRUPT, FILE_PASSWORD, FILE_TOO_LARGE
 */
export async function* unpack(file: OpenFile, entry: ZipEntry, most: number, onPacked?: (bytes: number) => void): AsyncGenerator<Buffer> {
  if (entry.encrypted) throw new AppError('FILE_PASSWORD', `${file.path} is a zip with a password; unpack it first.`, { path: file.path });
  if (entry.method !== 0 && entry.method !== 8) throw corrupt(file.path, `${entry.name} is packed in a way no workbook is`);
  const local = await file.read(entry.offset, 30);
  if (local.length < 30 || local.readUInt32LE(0) !== LOCAL_SIGNATURE) throw corrupt(file.path, `${entry.name} is not where the directory says`);
  const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  if (start + entry.packed > file.size) throw corrupt(file.path, `${entry.name} is cut off`);
  let sum = 0;
  let length = 0;
  let packed = 0;
  const source = packedBytes();
  for await (const piece of entry.method === 0 ? source : inflated(source)) {
    length += piece.length;
    if (length > most || (length > BOMB_FROM_BYTES && length > packed * BOMB_RATIO)) throw tooLarge(file.path, `${entry.name} unpacks to more than a workbook may hold`);
    sum = crc32(piece, sum);
    yield piece;
  }
  if (length !== entry.unpacked || sum !== entry.crc) throw corrupt(file.path, `${entry.name} is damaged (its check sum differs)`);

  async function* packedBytes(): AsyncGenerator<Buffer> {
    for await (const chunk of file.chunks(start, start + entry.packed, READ_BYTES)) {
      packed += chunk.length;
      onPacked?.(packed);
      yield chunk;
    }
  }

  async function* inflated(packedSource: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const inflate = createInflateRaw({ chunkSize: READ_BYTES });
    const input = Readable.from(packedSource, { objectMode: false });
    input.on('error', (error) => inflate.destroy(error));
    try {
      for await (const piece of input.pipe(inflate)) yield piece as Buffer;
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw corrupt(file.path, `${entry.name} is damaged`, error);
    } finally {
      input.destroy();
      inflate.destroy();
    }
  }
}

/** A part small enough to be held. */
export async function unpackWhole(file: OpenFile, entry: ZipEntry, most: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of unpack(file, entry, most)) pieces.push(piece);
  return Buffer.concat(pieces);
}

export function corrupt(path: string, why: string, cause?: unknown): AppError {
  return new AppError('FILE_CORRUPT', `${path} is damaged: ${why}. Copy or export it again; if Excel or WPS opens it, save it there anew.`, { path, why }, { cause });
}

export function tooLarge(path: string, why: string): AppError {
  return new AppError('FILE_TOO_LARGE', `${path} was not read: ${why}. Split the table into several files, or save it as CSV.`, { path, why });
}
