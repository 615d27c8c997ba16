import type { FieldProfile } from '#shared/contract/index.ts';
import { pick, t, tCode } from '@/i18n/index.ts';
import { groupDigits } from '@/ui/index.ts';
import { percent } from '../words.ts';

const SHOWN_VALUES = 3;

/** "3 – 300", "1–120 characters"; nothing where a range tells nothing. */
export function rangeWords({ range, type }: FieldProfile): string {
  if (range === null) return '';
  if (range.kind === 'length') return range.min === range.max ? t('supply.profile.lengthOne', { min: range.min }) : t('supply.profile.length', { min: range.min, max: range.max });
  // Of moments the day is enough.
  const show = (value: string): string => (type === 'datetime' ? value.slice(0, 10) : groupDigits(value));
  return t('supply.profile.between', { min: show(range.min), max: show(range.max) });
}

/** The most frequent values with their shares of the filled cells. */
export function topWords(field: FieldProfile, rows: number): string {
  if (field.personal) return t('supply.profile.personal');
  const filled = rows - field.empty;
  return field.top.slice(0, SHOWN_VALUES).map(({ label, count }) => t('supply.profile.topShare', { label: pick(label), share: percent(count, filled) })).join(t('common.listComma'));
}

export function typeName(field: FieldProfile): string {
  return tCode('catalogue.types', field.type);
}

/** "0.8302" -> "83.0%". */
export function shareWords(share: string | null): string {
  return share === null ? '' : `${(Number(share) * 100).toFixed(1)}%`;
}
