import type { SignalRow, SignalSubject } from '#shared/contract/index.ts';
import { exact, toDecimalString } from '#shared/domain/decimal/index.ts';
import type { FigureKind } from '#shared/domain/signals/index.ts';
import { t, unitWord } from '@/i18n/index.ts';
import { groupDigits } from '@/ui/index.ts';

/** "0.6667" -> "66.67": the digits are moved, never rounded. */
export function percent(share: string): string {
  return toDecimalString(exact(share).times(exact('100')));
}

/** "2.5000" -> "2.5": a mean is shown without the zeros it was cut to. */
export function plain(text: string): string {
  return groupDigits(toDecimalString(exact(text)));
}

/** What a signal found, in words. */
export function figureWords({ figureKind, figure, base, unit }: { readonly figureKind: FigureKind; readonly figure: string; readonly base: string | null; readonly unit: string | null }): string {
  switch (figureKind) {
    case 'share': return t('signals.figures.share', { n: percent(figure) });
    case 'sum': return t('signals.figures.sum', { n: plain(figure), unit: unit === null ? '' : unitWord(unit) });
    case 'rate':
    case 'perResidents': return t(`signals.figures.${figureKind}`, { n: plain(figure), base: base === null ? t('common.missing') : plain(base) });
    case 'count':
    case 'distinct':
    case 'run':
    case 'late':
    case 'repeat':
    case 'sequence': return t(`signals.figures.${figureKind}`, { n: plain(figure) });
  }
}

/** Who a signal is about; a person or a household only by eight characters of a keyed hash. */
export function subjectWords({ kind, name, hidden }: SignalSubject): string {
  return hidden ? t('signals.hidden', { kind: t(`signals.subjectKind.${kind}`), name }) : name;
}

/** One day, one month, or from day to day. */
export function windowWords({ from, to }: Pick<SignalRow, 'from' | 'to'>): string {
  if (from === to) return from;
  const month = from.slice(0, 7);
  if (from.endsWith('-01') && to.startsWith(month) && lastOfMonth(to)) return month;
  // Over the turn of a year the months say enough; the days stand in the signal.
  return from.slice(0, 4) === to.slice(0, 4) ? `${from} – ${to.slice(5)}` : `${month} – ${to.slice(0, 7)}`;
}

function lastOfMonth(day: string): boolean {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).getUTCDate() === 1;
}
