import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PERMISSIONS } from '#shared/domain/access/index.ts';
import { categoryById, type CategoryDescriptor } from '#shared/domain/catalogue/index.ts';
import { createDataCore, type DataCore } from '#data/core/index.ts';
import type { Actor } from '#data/kernel/index.ts';
import { BULK_CATEGORY, type BulkWords } from './subject.ts';

const ROOT = join(import.meta.dirname, '../..');
export const RESOURCES = join(ROOT, 'resources');
export const ACTOR: Actor = { id: 'bench', name: 'bench', role: 'cli', permissions: new Set(PERMISSIONS) };
const manifest = z.object({ version: z.string() });

/** The whole data core over a store, made when it is missing. */
export function openCore(storePath: string): Promise<DataCore> {
  return createDataCore({
    storePath,
    mode: existsSync(storePath) ? 'existing' : 'create',
    resourcesDir: RESOURCES,
    intakeWorker: new URL('../../electron/data/intake/worker.ts', import.meta.url),
    programVersion: manifest.parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))).version,
  });
}

export function bulkCategory({ context }: DataCore): CategoryDescriptor {
  const category = categoryById(context.catalogue, BULK_CATEGORY);
  if (category === undefined) throw new Error(`the catalogue has no category ${BULK_CATEGORY}`);
  return category;
}

export function bulkWords(core: DataCore): BulkWords {
  const { fields } = bulkCategory(core);
  const codes = (id: string): string[] => (fields.find((field) => field.id === id)?.codes ?? []).map(({ code }) => code);
  return {
    headers: new Map(fields.map((field) => [field.id, field.name.zh])),
    types: codes('accident_type'),
    liabilities: codes('liability'),
    towns: core.context.regions.counties.flatMap(({ towns }) => towns.map(({ code }) => code)),
  };
}
