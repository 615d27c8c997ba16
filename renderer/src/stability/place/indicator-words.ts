import type { StabilityIndicatorView } from '#shared/contract/index.ts';
import { t, unitWord } from '@/i18n/index.ts';
import { groupDigits } from '@/ui/index.ts';
import { percent, rounded, shortened } from '../core/figures.ts';

/** What the numerator is divided by: "per 10,000 residents", "share (%)". */
export function baseWords({ denominatorKind: kind, per }: Pick<StabilityIndicatorView, 'denominatorKind' | 'per'>): string {
  const base = t(`stability.kind.${kind}`);
  if (per === null) return base;
  return per === 1 ? t('stability.perFew', { base }) : t('stability.per', { per: groupDigits(String(per)), base });
}

/** Numerator and denominator as they stand: "12 件 ÷ 50,312". */
export function fractionWords({ numerator, denominator, unit }: StabilityIndicatorView): string | null {
  if (numerator === null) return null;
  const above = `${groupDigits(shortened(numerator) ?? '')} ${unitWord(unit)}`;
  return denominator === null ? above : t('stability.fraction', { numerator: above, denominator: groupDigits(shortened(denominator) ?? '') });
}

/** The way from the figure to the points it takes. */
export function chainWords(indicator: StabilityIndicatorView): string {
  const { raw, shrunk, goalposts, normalised, weight, lost, missing } = indicator;
  const none = t('common.missing');
  const words = { normalised: rounded(normalised) ?? none, lost: rounded(lost, 3) ?? none };
  if (missing !== 'none' || raw === null) return t('stability.standIn', words);
  const all = { ...words, raw: rounded(raw, 3) ?? '', low: rounded(goalposts?.low ?? null) ?? none, high: rounded(goalposts?.high ?? null) ?? none, weight: percent(weight, 2) ?? '' };
  return shrunk === null || shrunk === raw ? t('stability.chainPlain', all) : t('stability.chain', { ...all, shrunk: rounded(shrunk, 3) ?? '' });
}
