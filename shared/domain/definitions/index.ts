export { DEFINITION_KINDS, DEFINITION_STATES, definitionRef, OFFICE_KINDS, type DefinitionKind, type DefinitionState, type OfficeKind } from './kinds.ts';
export { assertFits, fittingActions, nextDefinitionState, refusal, type DefinitionAction, type DefinitionFacts } from './workflow.ts';
export { differences, type Difference } from './difference.ts';
export { definitionFileSchema, type DefinitionFile } from './file.ts';
