import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkAgainstCatalogue, definitionSchema, type IndexDefinition } from '#shared/domain/stability/index.ts';
import type { Catalogue } from '#shared/domain/catalogue/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import { invalidResource, readResource } from '#data/catalogue/index.ts';
import type { Versioned } from '#data/kernel/index.ts';

const VERSIONED = /^[a-z][a-z0-9-]*@[1-9][0-9]*\.json$/;

/** SHA-256, hex, of a text. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** "town-index@1". */
export function refOf({ id, version }: Pick<IndexDefinition, 'id' | 'version'>): string {
  return `${id}@${String(version)}`;
}

/**
 * The index definitions of resources/stability, by name, each held against the catalogue.
 *
 * @throws AppError RESOURCE_INVALID with the file, and every category, field or code that the catalogue does not have
 */
export function loadIndexDefinitions(resourcesDir: string, catalogue: Catalogue): Versioned<IndexDefinition>[] {
  return namesIn(join(resourcesDir, 'stability')).map((name) => {
    const file = `stability/${name}`;
    const value = readResource(join(resourcesDir, file), file, definitionSchema);
    if (`${refOf(value)}.json` !== name) throw invalidResource(file, 'id', `the file says it is ${refOf(value)}.json`);
    const faults = checkAgainstCatalogue(value, catalogue);
    if (faults.length > 0) throw invalidResource(file, 'dimensions', faults.join('; '));
    return { value, hash: sha256(canonicalJson(value)) };
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => VERSIONED.test(name)).sort();
  } catch (cause) {
    throw invalidResource('stability', '', cause instanceof Error ? cause.message : 'cannot be read');
  }
}

const loaded = new WeakMap<Catalogue, readonly Versioned<IndexDefinition>[]>();

/** The definitions of a core, read once. */
export function definitionsOf({ resourcesDir, catalogue }: { readonly resourcesDir: string; readonly catalogue: Catalogue }): readonly Versioned<IndexDefinition>[] {
  const known = loaded.get(catalogue);
  if (known !== undefined) return known;
  const definitions = loadIndexDefinitions(resourcesDir, catalogue);
  loaded.set(catalogue, definitions);
  return definitions;
}

/** The newest definition for towns or for departments. */
export function newestDefinition(definitions: readonly Versioned<IndexDefinition>[], subject: IndexDefinition['subject']): Versioned<IndexDefinition> {
  const [newest] = definitions.filter(({ value }) => value.subject === subject).sort((a, b) => b.value.version - a.value.version);
  if (newest === undefined) throw new AppError('NOT_FOUND', `There is no index for ${subject}s.`, { subject });
  return newest;
}
