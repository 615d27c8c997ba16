import { TextDecoder } from 'node:util';
import { AppError } from '#shared/errors/index.ts';
import type { OpenFile } from './file.ts';
import { shownByFormat, shownByNumber, type Shown } from './shown.ts';
import { notATable } from './sniff.ts';
import { attribute, XmlError, XmlScanner, type XmlHandler } from './xml.ts';
import { corrupt, tooLarge, unpack, type ZipEntries, type ZipEntry } from './zip.ts';

const MOST_PART_BYTES = 64 * 1024 * 1024;
const MOST_STRING_BYTES = 512 * 1024 * 1024;
/** Longer than any cell of a spreadsheet (32,767) by far. */
export const LONGEST_CELL = 4 * 1024 * 1024;
const MOST_STRINGS = 10_000_000;

export interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  readonly entry: ZipEntry;
}

export interface Workbook {
  readonly sheets: readonly SheetPart[];
  readonly epoch1904: boolean;
  readonly styles: readonly Shown[];
  /** Texts that cells refer to by number; read when first asked for. */
  strings(): Promise<readonly string[]>;
}

/**
 * The parts of a workbook around its sheets.
 *
 * @param chunkBytes bytes of a part given to the decoder at a time; as they are unpacked by default
 * @throws AppError FILE_CORRUPT, FILE_NOT_A_TABLE (a zip of another kind), FILE_OLD_WORD (a .docx), FILE_TOO_LARGE
 */
export async function openWorkbook(file: OpenFile, entries: ZipEntries, chunkBytes?: number): Promise<Workbook> {
  const main = await mainPart(file, entries);
  const base = main.name.slice(0, main.name.lastIndexOf('/') + 1);
  const relations = await readRelations(file, entries, `${base}_rels/${main.name.slice(base.length)}.rels`, base);
  const listed: { name: string; id: string; hidden: boolean }[] = [];
  let epoch1904 = false;
  await scanPart(file, main, MOST_PART_BYTES, {
    open(name, attributes) {
      if (name === 'workbookPr') epoch1904 = isTrue(attribute(attributes, 'date1904'));
      if (name !== 'sheet') return;
      const id = attribute(attributes, 'id') ?? '';
      listed.push({ name: attribute(attributes, 'name') ?? '', id, hidden: (attribute(attributes, 'state') ?? 'visible') !== 'visible' });
    },
  }, chunkBytes);
  const sheets = listed.flatMap((sheet): SheetPart[] => {
    const relation = relations.find((candidate) => candidate.id === sheet.id && candidate.type === 'worksheet');
    const entry = relation === undefined ? undefined : entries.get(relation.target);
    return entry === undefined ? [] : [{ name: sheet.name, hidden: sheet.hidden, entry }];
  });
  if (sheets.length === 0) throw corrupt(file.path, 'the workbook has no sheet');
  const part = (type: string): ZipEntry | undefined => entries.get(relations.find((relation) => relation.type === type)?.target ?? '');
  const stylesPart = part('styles');
  const styles = stylesPart === undefined ? [] : await readStyles(file, stylesPart, chunkBytes);
  const stringsPart = part('sharedStrings');
  let strings: Promise<readonly string[]> | null = null;
  return { sheets, epoch1904, styles, strings: () => (strings ??= stringsPart === undefined ? Promise.resolve([]) : readStrings(file, stringsPart, chunkBytes)) };
}

/** Zip files of other programs carry their own mark. */
async function mainPart(file: OpenFile, entries: ZipEntries): Promise<ZipEntry> {
  const { path } = file;
  if (entries.has('word/document.xml')) {
    throw new AppError('FILE_OLD_WORD', `${path} is a Word document, whatever its name says. Copy its table into a workbook and save it as .xlsx.`, { path });
  }
  if (entries.has('ppt/presentation.xml')) throw notATable(path, 'slides', 'a presentation');
  if (entries.has('xl/workbook.bin')) throw notATable(path, 'xlsb', 'a binary workbook (.xlsb)');
  if (!entries.has('[Content_Types].xml')) throw notATable(path, 'zip', 'a zip archive');
  const root = await readRelations(file, entries, '_rels/.rels', '');
  const main = entries.get(root.find((relation) => relation.type === 'officeDocument')?.target ?? 'xl/workbook.xml');
  if (main === undefined) throw corrupt(path, 'the workbook part is missing');
  return main;
}

interface Relation {
  readonly id: string;
  /** The last word of the type's address; both dialects of the standard end alike. */
  readonly type: string;
  readonly target: string;
}

async function readRelations(file: OpenFile, entries: ZipEntries, name: string, base: string): Promise<readonly Relation[]> {
  const entry = entries.get(name);
  if (entry === undefined) return [];
  const relations: Relation[] = [];
  await scanPart(file, entry, MOST_PART_BYTES, {
    open(tag, attributes) {
      if (tag !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return;
      const type = attribute(attributes, 'Type') ?? '';
      relations.push({ id: attribute(attributes, 'Id') ?? '', type: type.slice(type.lastIndexOf('/') + 1), target: resolve(base, attribute(attributes, 'Target') ?? '') });
    },
  });
  return relations;
}

function resolve(base: string, target: string): string {
  const parts: string[] = [];
  for (const part of (target.startsWith('/') ? target.slice(1) : base + target).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

async function readStyles(file: OpenFile, entry: ZipEntry, chunkBytes: number | undefined): Promise<readonly Shown[]> {
  const own = new Map<number, Shown>();
  const styles: Shown[] = [];
  let inCells = false;
  await scanPart(file, entry, MOST_PART_BYTES, {
    open(name, attributes) {
      if (name === 'numFmt') own.set(Number(attribute(attributes, 'numFmtId')), shownByFormat(attribute(attributes, 'formatCode') ?? ''));
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attribute(attributes, 'numFmtId') ?? 0);
        styles.push(own.get(id) ?? shownByNumber(id));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  }, chunkBytes);
  return styles;
}

async function readStrings(file: OpenFile, entry: ZipEntry, chunkBytes: number | undefined): Promise<readonly string[]> {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let phonetic = false;
  await scanPart(file, entry, MOST_STRING_BYTES, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 't') inText = true;
      else if (name === 'rPh') phonetic = true;
    },
    text(piece) {
      if (!inText || phonetic) return;
      text += piece;
      if (text.length > LONGEST_CELL) throw tooLarge(file.path, 'one of its texts is longer than any spreadsheet allows');
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si') {
        if (strings.push(unescapeText(text)) > MOST_STRINGS) throw tooLarge(file.path, 'it holds too many different texts');
      }
    },
  }, chunkBytes);
  return strings;
}

/** `_x000D_` stands for a character XML cannot hold. */
export function unescapeText(text: string): string {
  return text.includes('_x') ? text.replace(/_x([0-9a-f]{4})_/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))).toWellFormed().replaceAll('\0', '\ufffd') : text;
}

export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

/** Runs a handler over a part; what is not well formed is a damaged file. */
export async function scanPart(file: OpenFile, entry: ZipEntry, most: number, handler: XmlHandler, chunkBytes?: number): Promise<void> {
  for await (const _step of scanPieces(file, entry, most, handler, { chunkBytes }));
}

/** Like {@link scanPart}, but pauses after every piece of the part, so that its yield can be taken meanwhile. */
export async function* scanPieces(
  file: OpenFile,
  entry: ZipEntry,
  most: number,
  handler: XmlHandler,
  options: { readonly chunkBytes?: number | undefined; readonly onPacked?: (bytes: number) => void } = {},
): AsyncGenerator<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const scanner = new XmlScanner(handler);
  try {
    for await (const piece of unpack(file, entry, most, options.onPacked)) {
      const step = options.chunkBytes ?? piece.length;
      for (let at = 0; at < piece.length; at += step) {
        scanner.push(decoder.decode(piece.subarray(at, at + step), { stream: true }));
        yield;
      }
    }
    scanner.push(decoder.decode());
    scanner.end();
    yield;
  } catch (error) {
    if (error instanceof XmlError) throw corrupt(file.path, `${entry.name}: ${error.message}`, error);
    if (error instanceof TypeError) throw corrupt(file.path, `${entry.name} is not UTF-8`, error);
    throw error;
  }
}
