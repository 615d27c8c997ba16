export {
  bilingualSchema, categorySchema, fieldSchema, systemsSchema, FIELD_TYPES, PERSONAL_KINDS, RHYTHMS, UNITS,
  type Bilingual, type Catalogue, type CategoryDescriptor, type FieldDescriptor, type FieldType, type PersonalKind, type SystemDescriptor,
} from './descriptor.ts';
