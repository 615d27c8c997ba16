export {
  DEFINITION_KINDS, DEFINITION_ORIGINS, DEFINITION_STATES, definitionRef, OFFICE_KINDS, OFFICE_NAMES,
  type DefinitionKind, type DefinitionOrigin, type DefinitionState, type OfficeKind,
} from './kinds.ts';
export { assertFits, fittingActions, nextDefinitionState, refusal, type DefinitionAction, type DefinitionFacts } from './workflow.ts';
export { differences, type Difference } from './difference.ts';
export { definitionFileSchema, type DefinitionFile } from './file.ts';
export { readForm, SINGLE_FORMS, type DefinitionFault, type SingleName } from './form.ts';
export { numbered, saysItself } from './number.ts';
export { newestOfName, textKey, usable, type EnteredText } from './in-use.ts';
