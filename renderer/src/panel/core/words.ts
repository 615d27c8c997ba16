import type { Opinion } from '#shared/domain/panel/index.ts';
import { t } from '@/i18n/index.ts';

/** W from which agreement is called good, and fair: usual reading of Delphi studies, for words only. */
const GOOD = 0.7;
const FAIR = 0.5;
/** So many disagreements are named. */
const NAMED = 3;

/** How far the experts agree, field by field. */
export function agreementWords({ agreement }: Opinion): string[] {
  return agreement.map(({ field, w }) => {
    if (w === null) return t('panel.agreementNone', { field: t(`panel.field.${field}`) });
    const level = Number(w) >= GOOD ? 'high' : Number(w) >= FAIR ? 'fair' : 'low';
    return t('panel.agreement', { field: t(`panel.field.${field}`), w, words: t(`panel.agreementWords.${level}`) });
  });
}

/** Where opinions stand furthest apart: least to most, widest first; null where all agree. */
export function widestWords({ factors }: Opinion): string | null {
  const all = factors.flatMap(({ factor, fields }) => fields.map(({ field, spread }) => ({ factor, field, ...spread, width: Number(spread.most) - Number(spread.least) })));
  const widest = all.filter(({ width }) => width > 0).sort((a, b) => b.width - a.width).slice(0, NAMED);
  if (widest.length === 0) return null;
  return t('panel.widest', { names: widest.map(({ factor, field, least, most }) => t('panel.widestOne', { factor, field: t(`panel.field.${field}`), least, most })).join(t('common.listComma')) });
}
