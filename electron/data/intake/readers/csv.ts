import { createHash } from 'node:crypto';
import { AppError } from '#shared/errors/index.ts';
import { sniffDelimiter } from './delimiter.ts';
import { encodingError, markedEncoding, StreamingDecoder } from './encoding.ts';
import { hashFile, type OpenFile } from './file.ts';
import { RowSplitter } from './splitter.ts';
import { CHUNK_BYTES, type TableOptions, type TableRow, type TableSource } from './table.ts';

const SNIFFED_BYTES = 64 * 1024;

/** Reads separated text in any of the encodings offices use; memory does not grow with the file. */
export async function openCsv(file: OpenFile, options: TableOptions): Promise<TableSource> {
  const head = await file.read(0, SNIFFED_BYTES);
  const marked = markedEncoding(head);
  const sniffer = new StreamingDecoder(marked, true);
  // The end of a short file may hold the only evidence, the end of a long head may be cut inside a character.
  const start = head.length === file.size ? sniffer.decode(head) + sniffer.end() : sniffer.decode(head) + sniffer.end().replace(/\ufffd+$/, '');
  const { delimiter, hinted } = sniffDelimiter(start);
  let encoding = sniffer.encoding;
  let done = 0;
  let digest: string | null = null;

  async function* rows(): AsyncGenerator<readonly TableRow[]> {
    const hash = createHash('sha256');
    const decoder = new StreamingDecoder(marked);
    const splitter = new RowSplitter(delimiter, file.path);
    let skip = hinted;
    const keep = (found: TableRow[]): TableRow[] => {
      if (!skip || found.length === 0) return found;
      skip = false;
      return found.slice(1);
    };
    try {
      for await (const chunk of file.chunks(0, file.size, options.chunkBytes ?? CHUNK_BYTES)) {
        hash.update(chunk);
        const text = decoder.decode(chunk);
        encoding = decoder.encoding;
        done += chunk.length;
        const found = keep(splitter.push(text));
        if (found.length > 0) yield found;
      }
      const found = keep([...splitter.push(decoder.end()), ...splitter.end()]);
      encoding = decoder.encoding;
      if (found.length > 0) yield found;
    } catch (error) {
      // A TypeError of the decoder is the one thing here that is not ours.
      if (error instanceof TypeError) throw encodingError(file.path, decoder.encoding, await damagedRow(file, marked, delimiter));
      throw error;
    }
    digest = hash.digest('hex');
  }

  return {
    format: 'csv',
    size: file.size,
    encoding: () => encoding,
    delimiter,
    sheets: [],
    sheet: null,
    rows,
    progress: () => ({ done, total: file.size }),
    sha256: async () => (digest ??= await hashFile(file, CHUNK_BYTES)),
    assertUnchanged: () => file.assertUnchanged(),
    close: () => file.close(),
  };
}

/** The first row with bytes that do not fit; read again, as only a failure needs it. */
async function damagedRow(file: OpenFile, marked: ReturnType<typeof markedEncoding>, delimiter: string): Promise<number | null> {
  const decoder = new StreamingDecoder(marked, true);
  const splitter = new RowSplitter(delimiter, file.path);
  const damaged = (found: TableRow[]): number | undefined => found.find((row) => row.cells.some((cell) => cell.includes('\ufffd')))?.rowNo;
  try {
    for await (const chunk of file.chunks(0, file.size, CHUNK_BYTES)) {
      const row = damaged(splitter.push(decoder.decode(chunk)));
      if (row !== undefined) return row;
    }
    return damaged([...splitter.push(decoder.end()), ...splitter.end()]) ?? null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
