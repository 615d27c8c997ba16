import { AppError } from '#shared/errors/index.ts';
import { hashFile, type OpenFile } from './file.ts';
import { OdsRowCollector, OdsSheetList, type OdsSheet } from './ods-parts.ts';
import { notATable } from './sniff.ts';
import { CHUNK_BYTES, firstFilled, namedSheet, nothingIn, visibleFirst, type TableOptions, type TableRow, type TableSource } from './table.ts';
import { scanPart, scanPieces } from './workbook.ts';
import { corrupt, unpackWhole, type ZipEntries, type ZipEntry } from './zip.ts';

const MOST_CONTENT_BYTES = 2 * 1024 * 1024 * 1024;
const MOST_MANIFEST_BYTES = 16 * 1024 * 1024;
/** A row of one repeated cell is 100 bytes of file: small pieces keep few of them at once. */
const PIECE_BYTES = 16 * 1024;
const KIND = 'application/vnd.oasis.opendocument.';

export function isOpenDocument(entries: ZipEntries): boolean {
  return entries.has('mimetype') && entries.has('content.xml');
}

/**
 * Reads one sheet of an OpenDocument spreadsheet (OASIS ODF 1.3 part 3), piece by piece; nothing of it is held in memory.
 *
 * @throws AppError FILE_OLD_WORD for a text, FILE_NOT_A_TABLE for another document, FILE_PASSWORD, FILE_CORRUPT, FILE_TOO_LARGE, FILE_EMPTY,
 *   NOT_FOUND for a sheet it does not have
 */
export async function openOds(file: OpenFile, entries: ZipEntries, options: TableOptions): Promise<TableSource> {
  await assertSpreadsheet(file, entries);
  await assertOpen(file, entries);
  const content = part(file, entries, 'content.xml');
  const list = new OdsSheetList();
  await scanPart(file, content, MOST_CONTENT_BYTES, list, options.chunkBytes);
  const { sheets } = list;
  let done = 0;
  let digest: string | null = null;

  async function* rowsOf(sheet: OdsSheet): AsyncGenerator<readonly TableRow[]> {
    const collector = new OdsRowCollector(file.path, sheets.indexOf(sheet));
    for await (const _step of scanPieces(file, content, MOST_CONTENT_BYTES, collector, { chunkBytes: options.chunkBytes ?? PIECE_BYTES, onPacked: (bytes) => (done = bytes) })) {
      for (const found of collector.take()) yield found;
    }
  }

  const sheet = options.sheet === undefined ? await firstFilled(visibleFirst(sheets.filter(({ filled }) => filled)), rowsOf) : namedSheet(sheets, options.sheet);
  if (sheet === undefined) throw nothingIn(file.path);
  return {
    format: 'ods',
    size: file.size,
    encoding: () => null,
    delimiter: null,
    sheets: sheets.map(({ name }) => name),
    sheet: sheet.name,
    rows: () => rowsOf(sheet),
    progress: () => ({ done, total: Math.max(1, content.packed) }),
    sha256: async () => (digest ??= await hashFile(file, CHUNK_BYTES)),
    assertUnchanged: () => file.assertUnchanged(),
    close: () => file.close(),
  };
}

async function assertSpreadsheet(file: OpenFile, entries: ZipEntries): Promise<void> {
  const { path } = file;
  const kind = (await unpackWhole(file, part(file, entries, 'mimetype'), 1024)).toString('latin1').trim();
  if (kind.startsWith(`${KIND}spreadsheet`)) return;
  if (kind.startsWith(`${KIND}text`)) {
    throw new AppError('FILE_OLD_WORD', `${path} is a text document, whatever its name says. Copy its table into a workbook and save it as .xlsx.`, { path });
  }
  throw notATable(path, 'opendocument', 'another OpenDocument file');
}

/** A document with a password says so in its manifest; its parts are then unreadable. */
async function assertOpen(file: OpenFile, entries: ZipEntries): Promise<void> {
  const manifest = entries.get('META-INF/manifest.xml');
  if (manifest === undefined) return;
  const locked: string[] = [];
  await scanPart(file, manifest, MOST_MANIFEST_BYTES, {
    open(name) {
      if (name === 'encryption-data') locked.push(name);
    },
  });
  if (locked.length > 0) throw new AppError('FILE_PASSWORD', `${file.path} is protected by a password. Open it in its program, remove the password, and save it.`, { path: file.path });
}

function part(file: OpenFile, entries: ZipEntries, name: string): ZipEntry {
  const entry = entries.get(name);
  if (entry === undefined) throw corrupt(file.path, `${name} is missing`);
  return entry;
}
