import type { TableFormat } from '#shared/contract/intake.ts';
import type { RegionIndex } from '#shared/domain/codes/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { Secrets } from '#data/store/index.ts';
import { openHeader, type TableHeader } from '../head.ts';
import { asMapped } from '../head-score.ts';
import { openTable } from '../readers/index.ts';
import type { LoadJob } from './job.ts';
import type { PackedRows } from './packed.ts';
import { RowPacker } from './row-packer.ts';

/** A file whose rows come checked and packed, whether they are read in this thread or in another. */
export interface CheckedSource {
  readonly format: TableFormat;
  readonly size: number;
  readonly sheet: string | null;
  /** Every row below the header, in order. May be asked for once. */
  packs(): AsyncIterable<PackedRows>;
  /** Bytes of the file done and in all, for a progress bar. */
  progress(): { readonly done: number; readonly total: number };
  /** These three are known once the rows have been read to their end. */
  readonly headers: () => readonly string[];
  readonly encoding: () => string | null;
  sha256(): Promise<string>;
  /** @throws AppError FILE_CHANGED when the file is not what it was when it was opened */
  assertUnchanged(): Promise<void>;
  close(): Promise<void>;
}

/** @throws AppError those of the readers; MAPPING_INCOMPLETE, BAD_INPUT; while rows are read FILE_EMPTY, FILE_CHANGED */
export async function openChecked(secrets: Secrets, regions: RegionIndex, job: LoadJob): Promise<CheckedSource> {
  const packer = new RowPacker(secrets, regions, job);
  const source = await openTable(job.path, { sheet: job.sheet ?? undefined });
  let headers: readonly string[] = [];

  async function* packs(): AsyncGenerator<PackedRows> {
    const opened = await openHeader(source, asMapped(job.mapping));
    if (opened === null) throw new AppError('FILE_EMPTY', `${job.fileName} has no row at all.`, { path: job.path });
    const { header, rows } = opened;
    assertAgreed(header, job);
    // Cells of a sheet have their places; only in text can a separator inside a cell shift them.
    packer.begin(source.format === 'csv' ? header.width : Infinity, header.headers);
    ({ headers } = header);
    for await (const chunk of rows) yield packer.pack(chunk);
  }

  return {
    format: source.format,
    size: source.size,
    sheet: source.sheet,
    packs,
    progress: () => source.progress(),
    headers: () => headers,
    encoding: () => source.encoding(),
    sha256: () => source.sha256(),
    assertUnchanged: () => source.assertUnchanged(),
    close: () => source.close(),
  };
}

/** The columns were mapped by what was seen before; the file must still have them. */
function assertAgreed({ headers }: TableHeader, job: LoadJob): void {
  const different = job.mapping.find((column) => (headers[column.index] ?? '') !== column.header);
  if (different === undefined) return;
  throw new AppError('FILE_CHANGED', `${job.fileName} has other columns than when they were mapped (“${different.header}”); choose it again.`, { path: job.path, header: different.header });
}
