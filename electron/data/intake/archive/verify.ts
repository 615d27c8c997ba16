import { verify, type KeyObject } from 'node:crypto';
import { AppError } from '#shared/errors/index.ts';
import type { PackageSignature } from '#shared/contract/intake.ts';
import type { CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { openHeader } from '../head.ts';
import { ofCategory } from '../head-score.ts';
import { openTable } from '../readers/index.ts';
import type { Contents } from './contents.ts';
import type { Manifest, PackageFile } from './manifest.ts';
import type { Member } from './unpack.ts';

export interface KeptKey {
  readonly name: string;
  readonly key: KeyObject;
}

/** Files the manifest names and the package lacks, and the other way round. */
export function fileProblems(manifest: Manifest, contents: Contents): AppError[] {
  const there = new Map([...contents.tables, ...contents.others].map(({ name }) => [name.normalize(), name]));
  const named = new Set(manifest.files.map(({ path }) => (contents.base + path).normalize()));
  return [
    ...manifest.files.flatMap(({ path }) => (there.has((contents.base + path).normalize()) ? [] : [differing(`${path} (missing)`)])),
    ...[...there].flatMap(([name, shown]) => (named.has(name) ? [] : [differing(`${shown} (not in the manifest)`)])),
  ];
}

function differing(file: string): AppError {
  return new AppError('PACKAGE_FILES', `The package and its manifest differ: ${file}. Nothing was imported.`, { file });
}

/**
 * Who signed the manifest. Where keys of the system are kept, one of them must have; where none is, a signature proves nothing
 * and says so.
 *
 * @param signature base64 of the Ed25519 signature over the very bytes of the manifest (RFC 8032)
 * @throws AppError PACKAGE_SIGNATURE
 */
export function checkSignature(manifest: Buffer, signature: string | null, keys: readonly KeptKey[]): { readonly signature: PackageSignature; readonly signedBy: string | null } {
  if (keys.length === 0) return { signature: signature === null ? 'unsigned' : 'unknownKey', signedBy: null };
  if (signature === null) throw unsigned('it is not signed, though keys of its system are kept');
  const bytes = Buffer.from(signature, 'base64');
  const signer = keys.find(({ key }) => bytes.length === 64 && verify(null, manifest, key, bytes));
  if (signer === undefined) throw unsigned('none of the kept keys of its system signed this manifest');
  return { signature: 'valid', signedBy: signer.name };
}

function unsigned(reason: string): AppError {
  return new AppError('PACKAGE_SIGNATURE', `The signature does not hold: ${reason}. Nothing was imported.`, { reason });
}

/**
 * Whether a file is the one that was sent, whole.
 *
 * @throws AppError PACKAGE_HASH, PACKAGE_ROWS, and those of the readers
 */
export async function checkFile(file: PackageFile, member: Member, category: CategoryDescriptor, cancelled: () => boolean): Promise<void> {
  if (member.sha256 !== file.sha256) throw new AppError('PACKAGE_HASH', `${file.path} is not the file that was sent: its SHA-256 differs. Nothing was imported.`, { file: file.path });
  const found = await countRows(member.path, file.sheet, category, cancelled);
  if (found !== file.rows) {
    throw new AppError('PACKAGE_ROWS', `${file.path} has ${String(found)} rows, its manifest states ${String(file.rows)}. Nothing was imported.`, { file: file.path, stated: file.rows, found });
  }
}

/** Rows below the header that are not empty, as the import counts them. */
async function countRows(path: string, sheet: string | undefined, category: CategoryDescriptor, cancelled: () => boolean): Promise<number> {
  const source = await openTable(path, { sheet });
  try {
    let rows = 0;
    const opened = await openHeader(source, ofCategory(category, new Map()));
    if (opened === null) return 0;
    for await (const chunk of opened.rows) {
      if (cancelled()) throw new AppError('CANCELLED', 'Cancelled; nothing was imported.');
      rows += chunk.length;
    }
    return rows;
  } finally {
    await source.close();
  }
}
