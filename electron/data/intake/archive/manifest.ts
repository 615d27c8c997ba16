import { z } from 'zod';
import type { Catalogue } from '#shared/domain/catalogue/index.ts';
import { categoryById } from '#shared/domain/catalogue/index.ts';
import { AppError } from '#shared/errors/index.ts';

/** 2026, 2026-Q3 or 2026-10. */
const PERIOD = /^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$/;

/** One file of a package. `path` as it stands in the zip, from the manifest's own folder, with slashes. */
const packageFile = z.strictObject({
  path: z.string().min(1).max(500).refine((path) => !path.startsWith('/') && !path.split('/').includes('..'), 'must stay inside the package'),
  category: z.string(),
  period: z.string().regex(PERIOD).optional(),
  /** Rows below the header that are not empty. */
  rows: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-fA-F]{64}$/).transform((hash) => hash.toLowerCase()),
  /** Needed only for a workbook with several sheets. */
  sheet: z.string().optional(),
});

/** `manifest.json` of a batch package; docs/batch-format.md explains it to those who write it. */
const manifestSchema = z.strictObject({
  format: z.literal('fengqiao-batch'),
  version: z.literal(1),
  system: z.string(),
  sender: z.string().max(200).optional(),
  period: z.string().regex(PERIOD),
  createdAt: z.iso.datetime({ offset: true }).optional(),
  files: z.array(packageFile).min(1).max(500),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type PackageFile = Manifest['files'][number];

/**
 * What a manifest says, held against the catalogue.
 *
 * @param bytes UTF-8, as they stand in the package
 * @throws AppError PACKAGE_MANIFEST with `details.reason`
 */
export function parseManifest(bytes: Buffer, catalogue: Catalogue): Manifest {
  const manifest = parsed(bytes);
  if (!catalogue.systems.some(({ id }) => id === manifest.system)) throw refusal(`there is no system ${manifest.system}`);
  const paths = new Set<string>();
  for (const { path, category } of manifest.files) {
    const descriptor = categoryById(catalogue, category);
    if (descriptor === undefined) throw refusal(`${path}: there is no category ${category}`);
    if (descriptor.system !== manifest.system) throw refusal(`${path}: category ${category} belongs to ${descriptor.system}, not to ${manifest.system}`);
    if (paths.has(path)) throw refusal(`${path} stands in it twice`);
    paths.add(path);
  }
  return manifest;
}

function parsed(bytes: Buffer): Manifest {
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw refusal('it is no JSON in UTF-8', error);
  }
  const result = manifestSchema.safeParse(content);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw refusal(issue === undefined ? 'it does not fit the format' : `${issue.path.join('.')}: ${issue.message}`, result.error);
}

function refusal(reason: string, cause?: unknown): AppError {
  return new AppError('PACKAGE_MANIFEST', `The manifest cannot be used: ${reason}. Nothing was imported; make the package again.`, { reason }, { cause });
}
