import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { SetupError } from './say.ts';

const TAR_BLOCK = 512;

/** Yields the bytes of the first file in a tar stream whose name passes `wanted`; the rest is read and dropped. */
export async function* tarEntry(source: AsyncIterable<Uint8Array>, wanted: (name: string) => boolean): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  let skip = 0;
  let take = 0;
  let found = false;
  for await (const piece of source) {
    rest = rest.length === 0 ? Buffer.from(piece) : Buffer.concat([rest, piece]);
    for (;;) {
      if (take > 0) {
        const part = rest.subarray(0, Math.min(take, rest.length));
        take -= part.length;
        rest = rest.subarray(part.length);
        if (part.length > 0) yield part;
        if (take > 0) break;
      }
      const dropped = Math.min(skip, rest.length);
      skip -= dropped;
      rest = rest.subarray(dropped);
      if (skip > 0 || rest.length < TAR_BLOCK) break;
      const name = rest.toString('utf8', 0, 100).replace(/\0.*$/su, '');
      const size = Number.parseInt(rest.toString('latin1', 124, 136), 8) || 0;
      rest = rest.subarray(TAR_BLOCK);
      const padding = (TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK;
      if (!found && wanted(name)) {
        found = true;
        take = size;
        skip = padding;
      } else {
        skip = size + padding;
      }
    }
  }
  if (!found || take > 0) throw new SetupError('The downloaded package does not hold the expected file, or ends before it does.');
}

interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly mode: number;
  readonly offset: number;
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead < length) throw new SetupError('The archive ends too early.');
  return buffer;
}

/** The central directory of a zip file (no zip64: what we unpack is far below 4 GB). */
async function zipEntries(file: FileHandle): Promise<readonly ZipEntry[]> {
  const { size } = await file.stat();
  const tailLength = Math.min(size, 65_557);
  const tail = await readAt(file, size - tailLength, tailLength);
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new SetupError('The archive has no table of contents.');
  const directory = await readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= directory.length;) {
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function unpackEntry(path: string, file: FileHandle, entry: ZipEntry, target: string): Promise<void> {
  const header = await readAt(file, entry.offset, 30);
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  let crc = 0;
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      crc = crc32(chunk, crc);
      done(null, chunk);
    },
  });
  const packed = entry.packed === 0 ? Readable.from([]) : createReadStream(path, { start, end: start + entry.packed - 1 });
  await mkdir(dirname(target), { recursive: true });
  const sink = createWriteStream(target);
  await (entry.method === 8 ? pipeline(packed, createInflateRaw(), check, sink) : pipeline(packed, check, sink));
  if (crc !== entry.crc) throw new SetupError(`The archive is damaged at ${entry.name}.`);
  if ((entry.mode & 0o777) !== 0) await chmod(target, entry.mode & 0o777);
}

/**
 * Unpacks a zip file into `folder`. `rename` gives each entry's path below the folder, or null to
 * leave it out. Permissions are kept, every file's checksum is verified, nothing lands outside.
 */
export async function unzip(path: string, folder: string, rename: (name: string) => string | null): Promise<void> {
  const file = await open(path);
  try {
    for (const entry of await zipEntries(file)) {
      const name = rename(entry.name);
      if (name === null || name === '' || entry.name.endsWith('/')) continue;
      const target = join(folder, name);
      if (!target.startsWith(folder + sep)) throw new SetupError(`The archive wants to write outside its folder: ${entry.name}`);
      if ((entry.mode & 0o170000) === 0o120000) throw new SetupError(`The archive holds a link, which is not expected: ${entry.name}`);
      await unpackEntry(path, file, entry, target);
    }
  } finally {
    await file.close();
  }
}
