export { decisionCatalogueSchema, obligationRulesSchema, type DecisionCatalogue, type ObligationRules } from './rules.ts';
export {
  OBLIGATION_ACTIONS, OBLIGATION_FAULTS, OBLIGATION_FINDINGS, OBLIGATION_STATES, obligationFaults, obligationStanding,
  type ObligationAction, type ObligationCase, type ObligationFault, type ObligationFinding, type ObligationMark, type ObligationStanding, type ObligationState,
} from './standing.ts';
