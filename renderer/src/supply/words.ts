import type { CategorySupply } from '#shared/contract/index.ts';
import { language, pick, t } from '@/i18n/index.ts';
import { formatCount } from '@/ui/index.ts';

/** "2.1 12345 hotline ticket". */
export function categoryWords(category: { readonly id: string; readonly name: CategorySupply['name'] }): string {
  return `${category.id} ${pick(category.name)}`;
}

/** A share of whole numbers in percent with one place; "<0.1%" where it would round to nothing, "" of nothing. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '';
  const share = (part / whole) * 100;
  if (part > 0 && share < 0.05) return '<0.1%';
  // Not everything must never look like everything.
  if (part < whole && share > 99.95) return '>99.9%';
  return `${share.toFixed(1)}%`;
}

/** A count that must be short: in Chinese tens of thousands from 100,000 on, in English thousands. */
export function shortCount(value: number): string {
  if (value < 100_000) return formatCount(value);
  const divided = language.value === 'en' ? value / 1000 : value / 10_000;
  return t('supply.wan', { n: formatDivided(divided) });
}

function formatDivided(value: number): string {
  return value < 100 ? String(Math.floor(value * 10) / 10) : formatCount(Math.floor(value));
}

/** How fresh a category is, in one sentence. */
export function freshnessSentence(supply: CategorySupply): string {
  const { state, daysLate, coveredTo, nextEnd, dueOn, basis } = supply.freshness;
  const words = t(`supply.sentence.${state}`, {
    rhythm: t(`catalogue.rhythm.${supply.rhythm}`).toLowerCase(), late: daysLate, covered: coveredTo ?? '', next: nextEnd ?? '', due: dueOn ?? '',
  });
  return basis === 'batch' ? `${words} ${t('supply.basisBatch')}` : words;
}

/** "36 / 48 months", or without the unit where the head of a column says it; a category whose rows carry no day says so. */
export function monthWords(supply: CategorySupply, unit = true): string {
  if (supply.monthSpan === 0) return supply.rows === 0 ? '' : t('supply.noMonths');
  return t(unit ? 'supply.monthsOf' : 'supply.monthsPair', { n: supply.months, span: supply.monthSpan });
}
