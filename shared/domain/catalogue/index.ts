export {
  bilingualSchema, categorySchema, fieldSchema, systemsSchema,
  type Bilingual, type Catalogue, type CategoryDescriptor, type FieldDescriptor, type SystemDescriptor,
} from './descriptor.ts';
export { FIELD_TYPES, PERSONAL_KINDS, RHYTHMS, UNITS, type FieldType, type PersonalKind, type Unit } from './vocabulary.ts';
export { fieldHeaders, normaliseHeader } from './headers.ts';
export { categoryById, fieldById } from './find.ts';
