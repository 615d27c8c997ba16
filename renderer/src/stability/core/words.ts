import type { StabilityLevel, StabilityRow, StabilityRun } from '#shared/contract/index.ts';
import type { Colour } from '#shared/domain/stability/index.ts';
import { language, t, tCode } from '@/i18n/index.ts';
import { formatInstant } from '@/ui/index.ts';
import { percent, rounded, shownScore, signOf } from './figures.ts';

/** "2025年12月" or "2025-12". */
export function monthWords(month: string): string {
  if (language.value === 'en') return month;
  return new Intl.DateTimeFormat('zh-CN', { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`));
}

/** A short head for the column of a dimension; its own name where none is known. */
export function dimensionShort(id: string, name: string): string {
  return tCode('stability.dimension', id, {}, name);
}

export function colourWord(colour: Colour | null): string {
  return t(`stability.colour.${colour ?? 'missing'}`);
}

/** Steps of a run with who and when, in their order. */
export function stepWords(run: StabilityRun): readonly string[] {
  const by = (who: string, at: string): string => t('stability.by', { who, at: formatInstant(at) });
  return [
    t('stability.step.computed', { by: by(run.computedBy, run.computedAt) }),
    ...(run.reviewedAt === null ? [] : [t(`stability.step.${run.state === 'returned' ? 'returned' : 'reviewed'}`, { by: by(run.reviewedBy ?? '', run.reviewedAt) })]),
    ...(run.publishedAt === null ? [] : [t('stability.step.published', { by: by(run.publishedBy ?? '', run.publishedAt) })]),
  ];
}

/** The change of a rank: better is up. */
export function rankChangeWords(change: number | null): string {
  if (change === null) return '';
  if (change === 0) return t('stability.same');
  return change > 0 ? t('stability.up', { n: change }) : t('stability.down', { n: -change });
}

/** The score of a place in a sentence: figure, colour, rank with its range, change, what is missing. */
export function placeSentence(row: StabilityRow, level: StabilityLevel, month: string, ranked: number | null): string {
  const missing = Number(row.missing) > 0 ? t('stability.sentenceMissing', { share: percent(row.missing) ?? '' }) : '';
  if (row.score === null || row.rank === null) return t('stability.sentenceNone', { name: row.name, month: monthWords(month), share: percent(row.missing) ?? '' });
  const places = ranked === null ? t(`stability.level.${level}`) : t(`stability.count.${level}`, { n: ranked });
  const range = row.rankLow === null || row.rankHigh === null ? '' : t('stability.sentenceRange', { low: row.rankLow, high: row.rankHigh });
  return [
    t('stability.sentence', { name: row.name, month: monthWords(month), score: shownScore(row.score) ?? '', colour: t(`stability.colourLong.${row.colour ?? 'missing'}`), places, rank: row.rank }),
    range, changeWords(row.change), t('stability.sentenceEnd'), missing,
    signOf(row.deducted) > 0 ? t('stability.sentenceDeducted', { points: rounded(row.deducted) ?? '' }) : '',
    row.vetoed ? t('stability.sentenceVetoed') : '',
  ].join('');
}

function changeWords(change: string | null): string {
  if (change === null) return t('stability.sentenceNew');
  const size = rounded(change.replace('-', '')) ?? '';
  const sign = signOf(change);
  return sign === 0 ? t('stability.sentenceSame') : t(sign > 0 ? 'stability.sentenceUp' : 'stability.sentenceDown', { change: size });
}
