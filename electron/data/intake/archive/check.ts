import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Catalogue } from '#shared/domain/catalogue/index.ts';
import { missingRequired, type RegionIndex } from '#shared/domain/codes/index.ts';
import { AppError, toEnvelope, type ErrorEnvelope } from '#shared/errors/index.ts';
import { guessCategory } from '#data/catalogue/index.ts';
import { openHeader } from '../head.ts';
import { ofAnyCategory, ofCategory } from '../head-score.ts';
import { categoryOf } from '../inspect.ts';
import { RowChecker } from '../load/row-checker.ts';
import { suggestMapping } from '../mapping.ts';
import { openFile, type OpenFile } from '../readers/file.ts';
import { openTable } from '../readers/index.ts';
import { zipEntries } from '../readers/zip.ts';
import { contentsOf } from './contents.ts';
import { readManifest } from './open-archive.ts';
import { removeFolder } from './place.ts';
import { readPublicKey } from './sender-keys.ts';
import { unpackAll } from './unpack.ts';
import { checkFile, checkSignature, fileProblems } from './verify.ts';

/** What a table would be taken for, and what would become of its rows in an empty store. */
export interface CheckedTable {
  readonly path: string;
  readonly category: string | null;
  readonly rows: number;
  readonly rejected: number;
  readonly reasons: Readonly<Record<string, number>>;
  /** Columns that would be left out. */
  readonly unmapped: readonly string[];
  readonly problems: readonly ErrorEnvelope[];
}

export interface CheckReport {
  readonly file: string;
  readonly ok: boolean;
  readonly package: { readonly system: string; readonly period: string; readonly signature: string } | null;
  /** Of the package as a whole. */
  readonly problems: readonly ErrorEnvelope[];
  readonly files: readonly CheckedTable[];
}

interface CheckOptions {
  readonly catalogue: Catalogue;
  readonly regions: RegionIndex;
  /** PEM of the key the sender says it signed with. */
  readonly publicKey?: string | undefined;
}

/**
 * Everything that is wrong with a file or a package, for those who make it; needs no store. Where the import stops at the first
 * thing, this goes on.
 *
 * @throws AppError those of a file that cannot be opened at all; KEY_INVALID
 */
export async function checkPath(path: string, options: CheckOptions): Promise<CheckReport> {
  const file = await openFile(path);
  try {
    if (!(await isZip(file, path))) {
      const table = await checkTable(path, basename(path), null, options);
      return { file: path, ok: table.problems.length === 0, package: null, problems: [], files: [table] };
    }
    return await checkArchive(file, options);
  } finally {
    await file.close();
  }
}

/** A zip that is no workbook. */
async function isZip(file: OpenFile, path: string): Promise<boolean> {
  if ((await file.read(0, 2)).toString('latin1') !== 'PK') return false;
  try {
    await (await openTable(path)).close();
    return false;
  } catch (error) {
    if (error instanceof AppError && error.code === 'FILE_NOT_A_TABLE' && error.details['kind'] === 'zip') return true;
    throw error;
  }
}

async function checkArchive(file: OpenFile, options: CheckOptions): Promise<CheckReport> {
  const contents = contentsOf(await zipEntries(file));
  const { manifest: { bytes, content: manifest }, signature } = await readManifest(file, contents, options.catalogue);
  const problems: ErrorEnvelope[] = fileProblems(manifest, contents).map(toEnvelope);
  const signed = await attempt(problems, () => checkSignature(bytes, signature, options.publicKey === undefined ? [] : [{ name: 'the given key', key: readPublicKey(options.publicKey).key }]));
  const folder = mkdtempSync(join(tmpdir(), 'package-'));
  try {
    const members = new Map((await unpackAll(file, contents.tables, folder, {})).map((member) => [member.name.normalize(), member]));
    const files: CheckedTable[] = [];
    for (const stated of manifest.files) {
      const member = members.get((contents.base + stated.path).normalize());
      if (member === undefined) continue;
      const own: ErrorEnvelope[] = [];
      await attempt(own, () => checkFile(stated, member, categoryOf(options.catalogue, stated.category), () => false));
      const table = await checkTable(member.path, stated.path, stated, options);
      files.push({ ...table, problems: [...own, ...table.problems.filter(({ code }) => own.every((problem) => problem.code !== code))] });
    }
    const { system, period } = manifest;
    return {
      file: file.path, ok: problems.length === 0 && files.every((table) => table.problems.length === 0),
      package: { system, period, signature: signed?.signature ?? 'invalid' }, problems, files,
    };
  } finally {
    removeFolder(folder);
  }
}

async function checkTable(path: string, name: string, stated: { readonly category: string; readonly sheet?: string | undefined } | null, options: CheckOptions): Promise<CheckedTable> {
  const problems: ErrorEnvelope[] = [];
  const reasons: Record<string, number> = {};
  let category: string | null = stated?.category ?? null;
  let rows = 0;
  let rejected = 0;
  let unmapped: readonly string[] = [];
  await attempt(problems, async () => {
    const source = await openTable(path, { sheet: stated?.sheet });
    try {
      const named = category === null ? null : categoryOf(options.catalogue, category);
      const opened = await openHeader(source, named === null ? ofAnyCategory(options.catalogue) : ofCategory(named, new Map()));
      if (opened === null) throw new AppError('FILE_EMPTY', `${path} has no row at all.`, { path });
      const begun = begin(opened.header.headers, category, path, options);
      ({ category, unmapped } = begun);
      begun.checker.begin(source.format === 'csv' ? opened.header.width : Infinity, opened.header.headers);
      for await (const chunk of opened.rows) {
        for (const row of chunk) {
          rows += 1;
          const result = begun.checker.check(row);
          if (result.ok) continue;
          rejected += 1;
          for (const { code, field } of result.reasons) reasons[`${field ?? 'row'}: ${code}`] = (reasons[`${field ?? 'row'}: ${code}`] ?? 0) + 1;
        }
      }
    } finally {
      await source.close();
    }
  });
  return { path: name, category, rows, rejected, reasons, unmapped, problems };
}

function begin(headers: readonly string[], stated: string | null, path: string, { catalogue, regions }: CheckOptions): { readonly checker: RowChecker; readonly category: string; readonly unmapped: readonly string[] } {
  const id = stated ?? guessCategory(catalogue, headers)[0]?.category;
  if (id === undefined) throw new AppError('FILE_NO_HEADER', `${path}: the first row holds the headers of no category.`, { path });
  const category = categoryOf(catalogue, id);
  const mapping = suggestMapping(category, headers, new Map());
  const bindings = mapping.flatMap(({ index, field, unit }) => (field === null ? [] : [{ index, field, unit }]));
  const missing = missingRequired(category, bindings);
  if (missing.length > 0) {
    const names = missing.map((field) => category.fields.find((candidate) => candidate.id === field)?.name.zh ?? field);
    throw new AppError('MAPPING_INCOMPLETE', `No column feeds the required ${names.join(', ')} of ${id}.`, { category: id, fields: missing, names });
  }
  return { checker: new RowChecker(category, bindings, regions), category: id, unmapped: mapping.filter(({ field }) => field === null).map(({ header }) => header) };
}

/** Runs it; what it throws is noted, and the check goes on. */
async function attempt<T>(problems: ErrorEnvelope[], work: () => T | Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    problems.push(toEnvelope(error));
    return null;
  }
}
