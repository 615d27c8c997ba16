import type { CategoryWords } from '#shared/contract/index.ts';
import type { BoardFigure } from '#shared/domain/signals/index.ts';
import { t } from '@/i18n/index.ts';
import { conditionsWords, fieldName, sourceWords } from '../rules/rule-words.ts';

/** How a figure is counted, in words. */
export function figureWords({ source, measure }: Pick<BoardFigure, 'source' | 'measure'>, words: Readonly<Record<string, CategoryWords>>): string {
  const category = words[source.category];
  const of = { source: sourceWords(source, words) };
  switch (measure.kind) {
    case 'count': return t('signals.board.say.count', of);
    case 'distinct':
    case 'sum': return t(`signals.board.say.${measure.kind}`, { ...of, field: fieldName(measure.field, category) });
    case 'share': return t('signals.board.say.share', { ...of, conditions: conditionsWords(measure.of, category) });
    case 'median': return t('signals.board.say.median', { ...of, from: fieldName(measure.from, category), to: fieldName(measure.to, category) });
  }
}
