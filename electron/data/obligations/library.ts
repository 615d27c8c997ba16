import { join } from 'node:path';
import { decisionCatalogueSchema, obligationRulesSchema, type DecisionCatalogue, type ObligationRules } from '#shared/domain/obligations/index.ts';
import { readResource } from '#data/catalogue/index.ts';

const RULES = 'obligations/rules.json';
const CATALOGUE = 'obligations/catalogue.json';

export interface ObligationLibrary {
  readonly rules: ObligationRules;
  readonly catalogue: DecisionCatalogue;
}

const read = new Map<string, ObligationLibrary>();

/** Rules and published list of a folder of resources, read once. @throws AppError RESOURCE_INVALID */
export function obligationLibrary({ resourcesDir }: { readonly resourcesDir: string }): ObligationLibrary {
  const known = read.get(resourcesDir) ?? {
    rules: readResource(join(resourcesDir, RULES), RULES, obligationRulesSchema),
    catalogue: readResource(join(resourcesDir, CATALOGUE), CATALOGUE, decisionCatalogueSchema),
  };
  read.set(resourcesDir, known);
  return known;
}
