import type { CategoryDescriptor, FieldDescriptor } from '#shared/domain/catalogue/index.ts';
import { pick, t } from '@/i18n/index.ts';

const SHOWN_CODES = 6;
const ROLES = ['place', 'time', 'department', 'project'] as const;

/** "decimal (2 places)". */
export function typeWords(field: FieldDescriptor): string {
  const type = t(`catalogue.types.${field.type}`);
  return field.scale === undefined ? type : t('catalogue.scale', { type, scale: field.scale });
}

/** First codes with their labels, and how many there are. */
export function codeWords(field: FieldDescriptor): string {
  const codes = field.codes ?? [];
  if (codes.length === 0) return field.open ? t('catalogue.openList') : '';
  const words = codes.slice(0, SHOWN_CODES).map((entry) => (entry.code === pick(entry) ? entry.code : `${entry.code} ${pick(entry)}`));
  if (codes.length > SHOWN_CODES) words.push(t('catalogue.codesMore', { n: codes.length }));
  if (field.open) words.push(t('catalogue.openList'));
  return words.join(t('common.listComma'));
}

/** What the field is to its category besides a column: place, time, department, project. */
export function roleWords(descriptor: CategoryDescriptor, field: FieldDescriptor): string {
  return ROLES.filter((role) => descriptor.roles[role] === field.id).map((role) => t(`catalogue.roles.${role}`)).join(t('common.listComma'));
}
