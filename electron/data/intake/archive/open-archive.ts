import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { PackageView } from '#shared/contract/intake.ts';
import { AppError, toEnvelope } from '#shared/errors/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import { categoryOf } from '../inspect.ts';
import type { Follow } from '../lane.ts';
import { openFile, type OpenFile } from '../readers/file.ts';
import { unpackWhole, zipEntries } from '../readers/zip.ts';
import { contentsOf, type Contents } from './contents.ts';
import { parseManifest, type Manifest } from './manifest.ts';
import { newFolder, removeFolder } from './place.ts';
import { keysOf } from './sender-keys.ts';
import { unpackAll, type Member } from './unpack.ts';
import { checkFile, checkSignature, fileProblems } from './verify.ts';

const MOST_MANIFEST_BYTES = 1024 * 1024;

/** A table out of an archive, ready to be imported from where it was unpacked to. */
export interface ArchiveMember {
  /** As it stands in the archive. */
  readonly name: string;
  readonly path: string;
  /** What the manifest says of it; null in an archive without one. */
  readonly stated: { readonly category: string; readonly rows: number; readonly sheet: string | undefined } | null;
}

export interface OpenedArchive {
  readonly name: string;
  readonly package: PackageView | null;
  readonly members: readonly ArchiveMember[];
  /** What is no table and was left where it is. */
  readonly leftOut: readonly string[];
  /** Removes what was unpacked. */
  remove(): void;
}

/**
 * Unpacks the tables of a zip. Of a batch package everything its manifest says is checked first: who signed it, which files there
 * are, their hashes and rows; whatever does not hold stops the whole package, and both outcomes are in the audit chain.
 *
 * @throws AppError ARCHIVE_NO_TABLE, PACKAGE_*, and those of the readers; nothing is left behind then
 */
export async function openArchive(context: CallContext, path: string, follow: Follow = {}): Promise<OpenedArchive> {
  const file = await openFile(path);
  const folder = newFolder(context.store.path, context.ids.next());
  try {
    const contents = contentsOf(await zipEntries(file));
    if (contents.tables.length === 0 && contents.manifest === null) throw new AppError('ARCHIVE_NO_TABLE', `${path} holds no table.`, { path });
    const opened = contents.manifest === null ? await openPlain(file, contents, folder, follow) : await openPackage(context, file, contents, folder, follow);
    await file.assertUnchanged();
    return { name: basename(path), remove: () => { removeFolder(folder); }, ...opened };
  } catch (error) {
    removeFolder(folder);
    throw error;
  } finally {
    await file.close();
  }
}

type Opened = Pick<OpenedArchive, 'package' | 'members' | 'leftOut'>;

async function openPlain(file: OpenFile, contents: Contents, folder: string, follow: Follow): Promise<Opened> {
  const members = await unpackAll(file, contents.tables, folder, follow);
  return { package: null, members: members.map(({ name, path }) => ({ name, path, stated: null })), leftOut: contents.others.map(({ name }) => name) };
}

async function openPackage(context: CallContext, file: OpenFile, contents: Contents, folder: string, follow: Follow): Promise<Opened> {
  try {
    const { manifest, view } = await readPackage(context, file, contents);
    const [problem] = fileProblems(manifest, contents);
    if (problem !== undefined) throw problem;
    const unpacked = await unpackAll(file, contents.tables, folder, follow);
    const members: ArchiveMember[] = [];
    for (const stated of manifest.files) {
      const member = memberOf(unpacked, contents.base + stated.path);
      await checkFile(stated, member, categoryOf(context.catalogue, stated.category), () => follow.signal?.aborted === true);
      members.push({ name: member.name, path: member.path, stated: { category: stated.category, rows: stated.rows, sheet: stated.sheet } });
    }
    await tell(context, 'package.accepted', file.path, {
      system: manifest.system, period: manifest.period, sha256: view.sha256, signature: view.signature, signedBy: view.signedBy ?? '',
      files: manifest.files.map(({ path, rows, sha256 }) => `${path} (${String(rows)}, ${sha256})`),
    });
    return { package: view, members, leftOut: [] };
  } catch (error) {
    const { code, details } = toEnvelope(error);
    const named = details['file'] ?? details['reason'];
    if (code !== 'CANCELLED') await tell(context, 'package.refused', file.path, { error: code, ...(typeof named === 'string' ? { reason: named } : {}) });
    throw error;
  }
}

/** A file under a name that no table has is none, even where the manifest names it. */
function memberOf(members: readonly Member[], name: string): Member {
  const member = members.find((candidate) => candidate.name.normalize() === name.normalize());
  if (member === undefined) throw new AppError('PACKAGE_FILES', `${name} has no name of a table (.csv, .xlsx, .xls, .ods, .json, .ndjson).`, { file: name });
  return member;
}

async function readPackage({ store, catalogue }: CallContext, file: OpenFile, contents: Contents): Promise<{ readonly manifest: Manifest; readonly view: PackageView }> {
  const { manifest, signature, sha256 } = await readManifest(file, contents, catalogue);
  const signed = checkSignature(manifest.bytes, signature, await keysOf(store.db, manifest.content.system));
  const { system, period, sender, createdAt } = manifest.content;
  return { manifest: manifest.content, view: { system, period, sender: sender ?? null, createdAt: createdAt ?? null, sha256, ...signed } };
}

/** The manifest of a package with its very bytes, and the text of its signature. */
export async function readManifest(file: OpenFile, contents: Contents, catalogue: Parameters<typeof parseManifest>[1]): Promise<{
  readonly manifest: { readonly bytes: Buffer; readonly content: Manifest };
  readonly signature: string | null;
  readonly sha256: string;
}> {
  if (contents.manifest === null) throw new AppError('PACKAGE_MANIFEST', 'There is no manifest.json.', { reason: 'there is no manifest.json' });
  const bytes = await unpackWhole(file, contents.manifest, MOST_MANIFEST_BYTES);
  const signature = contents.signature === null ? null : (await unpackWhole(file, contents.signature, 4096)).toString('latin1').trim();
  return { manifest: { bytes, content: parseManifest(bytes, catalogue) }, signature, sha256: createHash('sha256').update(bytes).digest('hex') };
}

async function tell({ store, clock, actor }: CallContext, action: 'package.accepted' | 'package.refused', path: string, details: Readonly<Record<string, string | string[]>>): Promise<void> {
  const fileName = basename(path);
  await store.write((tx) => appendAudit(tx, { at: clock.now(), actor: actor.id, action, subject: `package:${fileName}`, details: { fileName, ...details } }));
}
