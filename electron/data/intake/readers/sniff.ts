import { AppError } from '#shared/errors/index.ts';
import type { OpenFile } from './file.ts';

const HEAD_BYTES = 4096;
/** Directory entries of an OLE compound file carry their names in UTF-16LE. */
const OLE_NAMES = {
  encrypted: Buffer.from('EncryptedPackage', 'utf16le'),
  word: Buffer.from('WordDocument', 'utf16le'),
  excel: Buffer.from('Workbook', 'utf16le'),
  excel95: Buffer.from('Book', 'utf16le'),
  powerpoint: Buffer.from('PowerPoint Document', 'utf16le'),
};
/** Far enough to meet the directory of the small files offices send; it may stand anywhere in an OLE file. */
const OLE_SCAN_BYTES = 64 * 1024 * 1024;

const NOT_TABLES: readonly { readonly kind: string; readonly starts: readonly number[]; readonly name: string }[] = [
  { kind: 'pdf', starts: [0x25, 0x50, 0x44, 0x46], name: 'a PDF document' },
  { kind: 'picture', starts: [0x89, 0x50, 0x4e, 0x47], name: 'a PNG picture' },
  { kind: 'picture', starts: [0xff, 0xd8, 0xff], name: 'a JPEG picture' },
  { kind: 'picture', starts: [0x47, 0x49, 0x46, 0x38], name: 'a GIF picture' },
  { kind: 'picture', starts: [0x49, 0x49, 0x2a, 0x00], name: 'a TIFF picture' },
  { kind: 'picture', starts: [0x4d, 0x4d, 0x00, 0x2a], name: 'a TIFF picture' },
  { kind: 'archive', starts: [0x52, 0x61, 0x72, 0x21], name: 'a RAR archive' },
  { kind: 'archive', starts: [0x37, 0x7a, 0xbc, 0xaf], name: 'a 7z archive' },
  { kind: 'archive', starts: [0x1f, 0x8b], name: 'a gzip archive' },
  { kind: 'program', starts: [0x4d, 0x5a, 0x90], name: 'a Windows program' },
  { kind: 'program', starts: [0x7f, 0x45, 0x4c, 0x46], name: 'a program' },
  { kind: 'database', starts: [...Buffer.from('SQLite format 3\0')], name: 'a database' },
  { kind: 'word', starts: [...Buffer.from('{\\rtf')], name: 'a rich text document' },
];

/** A zip is a workbook or an open document, XLS a workbook of the old kind, JSON one text or one a line. */
export type FileKind = 'zip' | 'xls' | 'json' | 'text';

/**
 * What a file is by its bytes; its name says nothing (a .csv may be a workbook, a .xlsx a web page).
 *
 * @throws AppError FILE_OLD_WORD, FILE_PASSWORD, FILE_NOT_A_TABLE with `details.kind`
 */
export async function sniff(file: OpenFile): Promise<FileKind> {
  const head = await file.read(0, HEAD_BYTES);
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04]) || startsWith(head, [0x50, 0x4b, 0x05, 0x06])) return 'zip';
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return insideOle(file);
  if (isBareBiff(head)) return 'xls';
  for (const candidate of NOT_TABLES) if (startsWith(head, candidate.starts)) throw notATable(file.path, candidate.kind, candidate.name);
  // Two letters alone may begin a header; a picture has zero bytes behind them.
  if (startsWith(head, [0x42, 0x4d]) && head.subarray(0, 14).includes(0)) throw notATable(file.path, 'picture', 'a BMP picture');
  if (looksBinary(head)) throw notATable(file.path, 'binary', 'not text');
  const start = head.toString('latin1').replace(/^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '').replaceAll('\0', '').trimStart().slice(0, 200).toLowerCase();
  if (/^<(!doctype html|html|table|head|meta|style)/.test(start)) throw notATable(file.path, 'html', 'a web page');
  if (start.startsWith('<?xml') || start.startsWith('<workbook')) throw notATable(file.path, 'xml', 'an XML file');
  return /^(\[\s*[{\]]|\{\s*["}])/.test(start) ? 'json' : 'text';
}

export function notATable(path: string, kind: string, name: string): AppError {
  return new AppError('FILE_NOT_A_TABLE', `${path} is ${name}, not a table. Open it in its program and save the table as .xlsx or .csv.`, { path, kind });
}

/** The first record of a workbook of the years before OLE; some programs still write them. */
function isBareBiff(head: Buffer): boolean {
  const [opcode, version, length, high] = head;
  return opcode === 0x09 && (version === 0x00 || version === 0x02 || version === 0x04 || version === 0x08) && length !== undefined && length >= 4 && length <= 16 && high === 0;
}

async function insideOle(file: OpenFile): Promise<'xls'> {
  const { path } = file;
  const bytes = await file.read(0, OLE_SCAN_BYTES);
  if (bytes.includes(OLE_NAMES.encrypted)) {
    throw new AppError('FILE_PASSWORD', `${path} is protected by a password. Open it in Excel or WPS, remove the password, and save it.`, { path });
  }
  if (bytes.includes(OLE_NAMES.word)) {
    throw new AppError('FILE_OLD_WORD', `${path} is a Word document, whatever its name says. Copy its table into a workbook and save it as .xlsx.`, { path });
  }
  if (bytes.includes(OLE_NAMES.powerpoint)) throw notATable(path, 'slides', 'a presentation');
  if (bytes.includes(OLE_NAMES.excel) || bytes.includes(OLE_NAMES.excel95)) return 'xls';
  throw notATable(path, 'ole', 'an old Office file');
}

function startsWith(head: Buffer, starts: readonly number[]): boolean {
  return starts.every((byte, index) => head[index] === byte);
}

/**
 * Zero bytes, or more than a few other control bytes: a soft line break out of a word processor makes no table binary.
 * UTF-16 is full of zero bytes, but only at every second place.
 */
function looksBinary(head: Buffer): boolean {
  if (utf16Kind(head) !== null) return false;
  let controls = 0;
  for (const byte of head) {
    if (byte === 0) return true;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c && byte !== 0x1a) controls += 1;
  }
  return controls * 50 > head.length;
}

/** UTF-16 by its mark, or by zero bytes on one side only (separators and digits are ASCII in every table). */
export function utf16Kind(head: Buffer): 'UTF-16LE' | 'UTF-16BE' | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'UTF-16LE';
  if (head[0] === 0xfe && head[1] === 0xff) return 'UTF-16BE';
  let even = 0;
  let odd = 0;
  for (let at = 0; at + 1 < head.length; at += 2) {
    if (head[at] === 0) even += 1;
    if (head[at + 1] === 0) odd += 1;
  }
  const pairs = Math.floor(head.length / 2);
  if (odd > 0 && even === 0 && odd * 20 >= pairs) return 'UTF-16LE';
  if (even > 0 && odd === 0 && even * 20 >= pairs) return 'UTF-16BE';
  return null;
}
