import { createHash } from 'node:crypto';
import { encodingError, markedEncoding, StreamingDecoder } from './encoding.ts';
import { hashFile, type OpenFile } from './file.ts';
import { JsonColumns } from './json-columns.ts';
import { JsonRows, type JsonShape } from './json-rows.ts';
import { notATable } from './sniff.ts';
import { CHUNK_BYTES, type TableOptions, type TableRow, type TableSource } from './table.ts';

/** A first line longer than this is a document, not one of many. */
const HEAD_BYTES = 1024 * 1024;

/**
 * Reads a list of objects: one object a line (NDJSON), a list, or a document around one list (`{"data": [...]}`), in any of
 * the encodings of text tables (RFC 8259 knows only UTF-8; files do not). One object is in memory at a time.
 */
export async function openJson(file: OpenFile, options: TableOptions): Promise<TableSource> {
  const head = await file.read(0, HEAD_BYTES);
  const marked = markedEncoding(head);
  const sniffer = new StreamingDecoder(marked, true);
  const shape = shapeOf(sniffer.decode(head) + sniffer.end(), head.length === file.size, file.path);
  let encoding = sniffer.encoding;
  let done = 0;
  let digest: string | null = null;

  async function* rows(): AsyncGenerator<readonly TableRow[]> {
    const hash = createHash('sha256');
    const decoder = new StreamingDecoder(marked);
    const objects = new JsonRows(file.path, shape);
    const columns = new JsonColumns();
    try {
      for await (const chunk of file.chunks(0, file.size, options.chunkBytes ?? CHUNK_BYTES)) {
        hash.update(chunk);
        objects.push(decoder.decode(chunk));
        encoding = decoder.encoding;
        done += chunk.length;
        const found = columns.push(objects.take());
        if (found.length > 0) yield found;
      }
      objects.push(decoder.end());
      objects.end();
    } catch (error) {
      // A TypeError of the decoder is the one thing here that is not ours.
      if (error instanceof TypeError) throw encodingError(file.path, decoder.encoding, objects.count);
      throw error;
    }
    encoding = decoder.encoding;
    if (objects.list === null) throw notATable(file.path, 'json', 'JSON without a list of objects');
    const found = [...columns.push(objects.take()), ...columns.end()];
    if (found.length > 0) yield found;
    digest = hash.digest('hex');
  }

  return {
    format: shape === 'lines' ? 'ndjson' : 'json',
    size: file.size,
    encoding: () => encoding,
    delimiter: null,
    sheets: [],
    sheet: null,
    rows,
    progress: () => ({ done, total: file.size }),
    sha256: async () => (digest ??= await hashFile(file, CHUNK_BYTES)),
    assertUnchanged: () => file.assertUnchanged(),
    close: () => file.close(),
  };
}

/** Lines, when the first is an object by itself and either more follows or it holds no list of objects. */
function shapeOf(head: string, whole: boolean, path: string): JsonShape {
  const text = head.replace(/^\ufeff/, '').trimStart();
  const end = text.indexOf('\n');
  const line = end === -1 ? text : text.slice(0, end);
  if (!line.startsWith('{') || (end === -1 && !whole)) return 'document';
  try {
    JSON.parse(line);
  } catch {
    return 'document';
  }
  if (end !== -1 && text.slice(end).trim() !== '') return 'lines';
  const only = new JsonRows(path, 'document');
  only.push(line);
  return only.list === null ? 'lines' : 'document';
}
