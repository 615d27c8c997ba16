import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkAgainstCatalogue, definitionSchema, type IndexDefinition } from '#shared/domain/stability/index.ts';
import type { Catalogue } from '#shared/domain/catalogue/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import { invalidResource, readResource } from '#data/catalogue/index.ts';
import { parseUsable, reading, type Versioned } from '#data/kernel/index.ts';

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

/** A definition that may be used, and whether new computations take it. */
export interface UsableIndex extends Versioned<IndexDefinition> {
  readonly newest: boolean;
}

/** The definitions that the ledger lets into use, also those that a newer version took the place of. */
export const definitionsOf = reading('index', (texts): readonly UsableIndex[] => texts.map((text) => ({ ...parseUsable(text, definitionSchema), newest: text.newest })));

/** The definition in use for towns or for departments. */
export function newestDefinition(definitions: readonly UsableIndex[], subject: IndexDefinition['subject']): Versioned<IndexDefinition> {
  const [newest] = definitions.filter((one) => one.newest && one.value.subject === subject).sort((a, b) => b.value.version - a.value.version);
  if (newest === undefined) throw new AppError('NOT_FOUND', `There is no index for ${subject}s.`, { subject });
  return { value: newest.value, hash: newest.hash };
}
