import type { ContradictionRow, SourceWord } from '#shared/contract/index.ts';
import type { SourceRule } from '#shared/domain/sources/index.ts';
import { t } from '@/i18n/index.ts';

export function senderName(sender: string): string {
  return sender === '' ? t('sources.unnamed') : sender;
}

export function senderNames(senders: readonly string[]): string {
  return senders.map(senderName).join(t('common.listComma'));
}

/** Which word holds and why, in one sentence. */
export function verdictSentence({ state, by, holding, opposing }: Pick<ContradictionRow, 'state' | 'by' | 'holding' | 'opposing'>): string {
  const names = { holding: senderNames(holding), opposing: senderNames(opposing) };
  if (state === 'agreed' || by === null) return t('sources.sentence.agreed', names);
  return t(`sources.sentence.${by}`, names);
}

/** Why a word does not hold. */
export function whyNot({ by, held }: Pick<SourceWord, 'by' | 'held'>): string {
  return t(held ? `sources.heldBy.${by === 'newest' ? 'hold' : by}` : `sources.displacedBy.${by}`);
}

export function ruleSentence(rule: SourceRule): string {
  switch (rule.by) {
    case 'newest':
    case 'hold':
      return t(`sources.rule.${rule.by}`);
    case 'rank':
      return t('sources.rule.rank', { order: rule.order.join(t('sources.before')) });
  }
}
