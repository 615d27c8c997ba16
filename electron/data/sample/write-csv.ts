import { open } from 'node:fs/promises';
import { encodeGb18030 } from './gb18030.ts';
import type { SampleFormat } from './plan.ts';
import type { SampleSheet } from './sheet-plan.ts';

type TextFormat = Exclude<SampleFormat, 'xlsx'>;

interface Dialect {
  readonly delimiter: string;
  readonly mark: Uint8Array;
  readonly encode: (text: string) => Uint8Array;
}

const DIALECTS: Readonly<Record<TextFormat, Dialect>> = {
  csv: { delimiter: ',', mark: Uint8Array.of(0xef, 0xbb, 0xbf), encode: (text) => Buffer.from(text, 'utf8') },
  'csv-gb18030': { delimiter: ',', mark: new Uint8Array(), encode: encodeGb18030 },
  'tsv-utf16': { delimiter: '\t', mark: Uint8Array.of(0xff, 0xfe), encode: (text) => Buffer.from(text, 'utf16le') },
};
const CHUNK = 1 << 17;

/** Writes a sheet as delimited text, some hundred kilobytes at a time. */
export async function writeDelimited(path: string, format: TextFormat, sheet: SampleSheet): Promise<void> {
  const { delimiter, mark, encode } = DIALECTS[format];
  const line = (cells: readonly string[]): string => `${cells.map((cell) => quote(cell, delimiter)).join(delimiter)}\r\n`;
  const file = await open(path, 'w');
  try {
    await file.write(mark);
    let pending = line(sheet.headers);
    for (const cells of sheet.rows()) {
      pending += line(cells.map((cell) => cell.text));
      if (pending.length < CHUNK) continue;
      await file.writeFile(encode(pending));
      pending = '';
    }
    await file.writeFile(encode(pending));
  } finally {
    await file.close();
  }
}

function quote(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
