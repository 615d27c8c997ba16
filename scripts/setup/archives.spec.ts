import { createWriteStream } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tarEntry, unzip } from './archives.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fengqiao-archives-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** A tar file as npm writes them: 512-byte headers, contents padded to 512, two empty blocks at the end. */
function tar(files: Readonly<Record<string, Buffer>>): Buffer {
  const parts = Object.entries(files).flatMap(([name, content]) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}

async function* pieces(whole: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < whole.length; at += size) yield await Promise.resolve(whole.subarray(at, at + size));
}

async function collect(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}

describe('tarEntry', () => {
  const wanted = Buffer.from('the archive inside '.repeat(97));
  const whole = tar({ 'package/package.json': Buffer.from('{}'), 'package/a.zip': wanted, 'package/b.zip': Buffer.from('not this') });

  it.each([1, 7, 511, 512, 513, 100_000])('takes the first match out of pieces of %i bytes', async (size) => {
    expect(await collect(tarEntry(pieces(whole, size), (name) => name.endsWith('.zip')))).toEqual(wanted);
  });

  it('refuses a package without the file', async () => {
    await expect(collect(tarEntry(pieces(whole, 512), (name) => name === 'package/c.zip'))).rejects.toThrow('does not hold');
  });

  it('refuses a package that ends inside the file', async () => {
    await expect(collect(tarEntry(pieces(whole.subarray(0, 2000), 512), (name) => name.endsWith('.zip')))).rejects.toThrow('ends before');
  });
});

describe('unzip', () => {
  const text = Buffer.from('some text, '.repeat(1000));

  async function archive(files: Parameters<typeof zipSync>[0]): Promise<string> {
    const path = join(folder, 'a.zip');
    await pipeline([Buffer.from(zipSync(files))], createWriteStream(path));
    return path;
  }

  it('unpacks packed and stored files under new names, keeps permissions, leaves out what it is told', async () => {
    const path = await archive({
      'Top/run': [text, { os: 3, attrs: (0o100755 << 16) >>> 0 }],
      'Top/stored.bin': [text, { level: 0 }],
      'Top/empty': new Uint8Array(0),
      'Top/resources/app.js': text,
    });
    const out = join(folder, 'out');
    await unzip(path, out, (name) => (name.includes('/resources/') ? null : name.replace('Top/', '')));
    expect(await readFile(join(out, 'run'))).toEqual(text);
    if (process.platform !== 'win32') expect((await stat(join(out, 'run'))).mode & 0o777).toBe(0o755);
    expect(await readFile(join(out, 'stored.bin'))).toEqual(text);
    expect(await readFile(join(out, 'empty'))).toHaveLength(0);
    await expect(stat(join(out, 'resources'))).rejects.toThrow('ENOENT');
  });

  it('refuses a damaged file', async () => {
    const path = await archive({ 'stored.bin': [text, { level: 0 }] });
    const bytes = await readFile(path);
    bytes.writeUInt8(bytes.readUInt8(200) ^ 1, 200);
    await writeFile(path, bytes);
    await expect(unzip(path, join(folder, 'out'), (name) => name)).rejects.toThrow('damaged at stored.bin');
  });

  it('refuses to write outside its folder', async () => {
    const path = await archive({ '../evil': text });
    await expect(unzip(path, join(folder, 'out'), (name) => name)).rejects.toThrow('outside its folder');
  });

  it('refuses links and what is no archive', async () => {
    const link = await archive({ link: [Buffer.from('/etc/passwd'), { os: 3, attrs: (0o120777 << 16) >>> 0 }] });
    await expect(unzip(link, join(folder, 'out'), (name) => name)).rejects.toThrow('a link');
    const none = join(folder, 'none.zip');
    await writeFile(none, text);
    await chmod(none, 0o600);
    await expect(unzip(none, join(folder, 'out'), (name) => name)).rejects.toThrow('no table of contents');
  });
});
