import { join } from 'node:path';
import type { Catalogue } from '#shared/domain/catalogue/index.ts';
import { sourceRuleSet, unknownInRules, type SourceRuleSet } from '#shared/domain/sources/index.ts';
import { invalidResource, readResource } from '#data/catalogue/index.ts';

const FILE = 'intake/contradictions.json';

/**
 * Which source holds where two contradict each other; read anew for each import, since an office may change it while the program runs.
 *
 * @throws AppError RESOURCE_INVALID with the place in the file: a wrong form, or a system or category that the catalogue does not have
 */
export function sourceRules(resourcesDir: string, catalogue: Catalogue): SourceRuleSet {
  const set = readResource(join(resourcesDir, FILE), FILE, sourceRuleSet);
  const [unknown] = unknownInRules(catalogue, set);
  if (unknown !== undefined) throw invalidResource(FILE, unknown, 'the catalogue does not have it');
  return set;
}
