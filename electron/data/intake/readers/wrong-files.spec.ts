import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, describe, expect, it } from 'vitest';
import { toEnvelope, type ErrorEnvelope } from '#shared/errors/index.ts';
import { openTable } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'intake-wrong-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function refusal(path: string): Promise<ErrorEnvelope> {
  try {
    const source = await openTable(path);
    await source.close();
  } catch (error) {
    return toEnvelope(error);
  }
  throw new Error(`${path} was taken for a table`);
}

function file(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** The signature and one directory name of an OLE compound file. */
function ole(entry: string): Buffer {
  const bytes = Buffer.alloc(4096);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(bytes);
  Buffer.from(entry, 'utf16le').copy(bytes, 1024);
  return bytes;
}

describe('a wrong file gets the code that names its cause', () => {
  it.each([
    ['empty.csv', new Uint8Array(), 'FILE_EMPTY', undefined],
    ['renamed.csv', Buffer.from('%PDF-1.7\n%âãÏÓ'), 'FILE_NOT_A_TABLE', 'pdf'],
    ['picture.xlsx', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), 'FILE_NOT_A_TABLE', 'picture'],
    ['photo.csv', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'FILE_NOT_A_TABLE', 'picture'],
    ['page.xls', '<html><head><meta charset="gbk"></head><table></table></html>', 'FILE_NOT_A_TABLE', 'html'],
    ['marked.xls', '\ufeff  <!DOCTYPE html><html></html>', 'FILE_NOT_A_TABLE', 'html'],
    ['sheet2003.xls', '<?xml version="1.0"?><Workbook/>', 'FILE_NOT_A_TABLE', 'xml'],
    ['note.csv', '{\\rtf1\\ansi}', 'FILE_NOT_A_TABLE', 'word'],
    ['packed.xlsx', zipSync({ 'a.txt': strToU8('a') }), 'FILE_NOT_A_TABLE', 'zip'],
    ['slides.xlsx', zipSync({ '[Content_Types].xml': strToU8('<a/>'), 'ppt/presentation.xml': strToU8('<a/>') }), 'FILE_NOT_A_TABLE', 'slides'],
    ['slides.ods', zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.presentation'), 'content.xml': strToU8('<a/>') }), 'FILE_NOT_A_TABLE', 'opendocument'],
    ['letter.xlsx', zipSync({ '[Content_Types].xml': strToU8('<a/>'), 'word/document.xml': strToU8('<a/>') }), 'FILE_OLD_WORD', undefined],
    ['letter.xls', ole('WordDocument'), 'FILE_OLD_WORD', undefined],
    ['old.csv', ole('Workbook'), 'FILE_CORRUPT', undefined],
    ['older.xls', Buffer.from([0x09, 0x04, 0x06, 0x00, 0x00, 0x00, 0x10, 0x00]), 'FILE_CORRUPT', undefined],
    ['data.csv', Buffer.from([1, 2, 3, 0, 0, 0, 5, 6, 7]), 'FILE_NOT_A_TABLE', 'binary'],
    ['broken.xlsx', Buffer.from('PK\u0003\u0004 and nothing else'), 'FILE_CORRUPT', undefined],
  ])('%s', async (name, bytes, code, kind) => {
    const envelope = await refusal(file(name, bytes));
    expect([envelope.code, envelope.details['kind']]).toEqual([code, kind]);
    expect(envelope.message.length).toBeGreaterThan(20);
  });

  it('but a right one is read under any name', async () => {
    for (const [format, name] of [['xls', 'old.xlsx'], ['ods', 'open.csv'], ['xlsx', 'new.xls']] as const) {
      const source = await openTable(file(name, readFileSync(fileURLToPath(new URL(`../fixtures/kinds.${format}`, import.meta.url)))));
      expect(source.format).toBe(format);
      await source.close();
    }
  });

  it('a workbook of the old kind with a password', async () => {
    const records = [[0x09, 0x04, 0x06, 0, 0, 0, 0x10, 0, 0, 0], [0x2f, 0, 0x04, 0, 0x12, 0x34, 0x56, 0x78], [0x0a, 0, 0, 0]];
    expect(await refusal(file('secret.xls', Buffer.from(records.flat())))).toMatchObject({ code: 'FILE_PASSWORD' });
  });

  it('a workbook with a password', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: 'S', rows: [['编号']] }], encryption: { password: 'geheim', spinCount: 1000 } });
    expect(await refusal(file('secret.xlsx', bytes))).toMatchObject({ code: 'FILE_PASSWORD' });
  });

  it('a pipe, without waiting for somebody to write into it', async () => {
    const path = join(folder, 'pipe.csv');
    execFileSync('mkfifo', [path]);
    expect(await refusal(path)).toMatchObject({ code: 'FILE_UNREADABLE', details: { cause: 'device' } });
  });

  it('but headers that begin like a picture, and a soft line break out of a word processor, are text', async () => {
    for (const text of ['BMBH,BMMC\n1,甲\n', `编号,内容\n1,第一行\u000b第二行\n${'2,乙\n'.repeat(20)}`]) {
      const source = await openTable(file('text.csv', text));
      expect(source.format).toBe('csv');
      await source.close();
    }
    expect(await refusal(file('really.csv', Buffer.from([0x42, 0x4d, 0x36, 0x10, 0x0e, 0, 0, 0, 0, 0, 0x36, 0, 0, 0])))).toMatchObject({ details: { kind: 'picture' } });
  });

  it('no file, and a folder', async () => {
    expect(await refusal(join(folder, 'nowhere.csv'))).toMatchObject({ code: 'FILE_NOT_FOUND' });
    mkdirSync(join(folder, 'folder.csv'));
    expect(await refusal(join(folder, 'folder.csv'))).toMatchObject({ code: 'FILE_UNREADABLE', details: { cause: 'folder' } });
  });

  it('a file this account may not read', async () => {
    const path = file('closed.csv', '编号\n1\n');
    chmodSync(path, 0o000);
    chmodSync(folder, 0o755);
    // The administrator of a machine may read everything: then the test reads as someone else for this one file.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      await expect(openTable(path)).rejects.toMatchObject({ code: 'FILE_UNREADABLE', details: { cause: 'permission' } });
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });
});
