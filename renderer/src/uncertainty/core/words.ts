import { LEVELS } from '#shared/domain/grading/index.ts';
import { changesFrom, drawsOf, pullOf, type Driver, type MeasureEstimate, type SideEstimate, type UncertaintyResult } from '#shared/domain/uncertainty/index.ts';
import { levelWord, shownDecimal } from '@/assessment/index.ts';
import { t } from '@/i18n/index.ts';
import { aboveLowText, shareText } from './figures.ts';

export type Side = 'initial' | 'residual';
/** Names of factors and measures, by id. */
export interface Names {
  readonly factor: (id: string) => string;
  readonly measure: (id: string) => string;
}

/** So many drivers are named in a sentence. */
const NAMED = 3;
/** A mean level that moves by less than this is chance. */
const LEAST_PULL = 0.01;

/** One side in words: how firm its level is, how probable each level, where the index lies, what decides it. */
export function sideSentences(side: Side, estimate: SideEstimate, names: Names): string[] {
  const { level, index, tally, quantiles, drivers } = estimate;
  const words = { side: t(`uncertainty.side.${side}`), level: levelWord(level), index: shownDecimal(index) ?? '' };
  const all = drawsOf(tally);
  const { worse, better } = changesFrom(level, tally);
  const firm = worse + better === 0
    ? [t('uncertainty.levelSure', words)]
    : [
        t('uncertainty.level', { ...words, same: shareText(tally[level], all), worse: shareText(worse, all), better: shareText(better, all) }),
        t('uncertainty.all', { words: LEVELS.map((one) => t('uncertainty.share', { level: levelWord(one), share: shareText(tally[one], all) })).join(t('common.listComma')) }),
      ];
  const range = t('uncertainty.range', { side: words.side, low: shownDecimal(quantiles.p05) ?? '', high: shownDecimal(quantiles.p95) ?? '', middle: shownDecimal(quantiles.p50) ?? '' });
  return drivers.length === 0 ? [...firm, t('uncertainty.driversNone', words)] : [...firm, range, driversSentence(words.side, drivers, names)];
}

export function driverName({ factor, of }: Pick<Driver, 'factor' | 'of'>, names: Names): string {
  return `${names.factor(factor)} ${t(`uncertainty.of.${of}`)}`;
}

/** How much each measure buys, one sentence each. */
export function measureSentences({ initial, residual, measures }: UncertaintyResult, names: Names): string[] {
  if (residual === null || measures.length === 0) return [t('uncertainty.measuresNone')];
  return measures.map((measure) => {
    const sentence = t('uncertainty.measure', {
      title: names.measure(measure.measure), all: aboveLowText(residual.tally), without: aboveLowText(measure.without.tally), initial: aboveLowText(initial.tally), alone: aboveLowText(measure.alone.tally),
    });
    return shares(measure) ? `${sentence}${t('uncertainty.measureShared')}` : sentence;
  });
}

function shares({ factors, sole }: MeasureEstimate): boolean {
  return factors.length > 0 && sole.length === 0;
}

function driversSentence(side: string, drivers: readonly Driver[], names: Names): string {
  const deciding = drivers.filter((driver) => pullOf(driver) >= LEAST_PULL).slice(0, NAMED);
  if (deciding.length === 0) return t('uncertainty.driversStill', { side });
  const named = deciding.map((driver) => t('uncertainty.driver', { name: driverName(driver, names), upper: aboveLowText(driver.upper), lower: aboveLowText(driver.lower) }));
  return t('uncertainty.drivers', { side, names: named.join(t('common.listComma')) });
}
