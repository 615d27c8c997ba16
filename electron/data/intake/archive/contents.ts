import { extname } from 'node:path';
import type { ZipEntries, ZipEntry } from '../readers/zip.ts';

/** Names under which tables come; what they really are is told by their bytes. */
const TABLES = new Set(['.csv', '.tsv', '.txt', '.xlsx', '.xls', '.et', '.ods', '.json', '.ndjson', '.jsonl']);
const MANIFEST = 'manifest.json';
const SIGNATURE = 'manifest.sig';

/** What stands in an archive: a package with its manifest, or tables in folders. */
export interface Contents {
  /** Folder of the manifest, with its slash; empty at the top. */
  readonly base: string;
  readonly manifest: ZipEntry | null;
  readonly signature: ZipEntry | null;
  /** In the order of their names, numbers by their value. */
  readonly tables: readonly ZipEntry[];
  /** Neither tables nor what programs leave behind by themselves. */
  readonly others: readonly ZipEntry[];
}

/** True for a file that is offered when a folder or an archive is opened. */
export function isTableName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return TABLES.has(extname(name).toLowerCase()) && !isExplanation(name);
}

/** Sorts out what an archive holds. A folder that was packed as a whole is looked into. */
export function contentsOf(entries: ZipEntries): Contents {
  const files = [...entries.values()].filter(({ name }) => !name.endsWith('/') && !isLeftover(name)).sort((a, b) => a.name.localeCompare(b.name, 'zh-CN', { numeric: true }));
  const manifest = files.find(({ name }) => name === MANIFEST) ?? files.find(({ name }) => name.split('/').length === 2 && name.endsWith(`/${MANIFEST}`)) ?? null;
  const base = manifest === null ? '' : manifest.name.slice(0, -MANIFEST.length);
  const signature = manifest === null ? null : (entries.get(base + SIGNATURE) ?? null);
  const rest = files.filter((entry) => entry !== manifest && entry !== signature);
  return { base, manifest, signature, tables: rest.filter(({ name }) => isTableName(name)), others: rest.filter(({ name }) => !isTableName(name) && !isExplanation(name.slice(name.lastIndexOf('/') + 1))) };
}

function isExplanation(name: string): boolean {
  return name.startsWith('~$') || /^(说明|README)\b|^(说明|README)\./iu.test(name);
}

/** What systems add without being asked. */
function isLeftover(name: string): boolean {
  return name.startsWith('__MACOSX/') || /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)$/i.test(name);
}
