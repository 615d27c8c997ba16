import { decisionCatalogueSchema, obligationRulesSchema, type DecisionCatalogue, type ObligationRules } from '#shared/domain/obligations/index.ts';
import { readingSingle, type UsesDefinitions } from '#data/kernel/index.ts';

export interface ObligationLibrary {
  readonly rules: ObligationRules;
  readonly catalogue: DecisionCatalogue;
}

const rules = readingSingle('obligation', 'obligation-rules', obligationRulesSchema);
const catalogue = readingSingle('obligation', 'decision-catalogue', decisionCatalogueSchema);

/** The rules and the published list that the ledger lets into use. @throws AppError RESOURCE_INVALID */
export function obligationLibrary(context: UsesDefinitions): ObligationLibrary {
  return { rules: rules(context), catalogue: catalogue(context) };
}
