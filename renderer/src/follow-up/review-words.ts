import type { ReviewEvent, ReviewFacts } from '#shared/contract/index.ts';
import type { ObservedLevel } from '#shared/domain/follow-up/index.ts';
import { pick, t } from '@/i18n/index.ts';

export const observedWord = (observed: ObservedLevel | null): string => t(`reviews.observed.${observed ?? 'unknown'}`);

/** What was forecast and what came, in a sentence. */
export function reviewSentence({ from, to, forecast, observed }: ReviewFacts): string {
  return t('reviews.sentence', { forecast: t(`common.level.${forecast ?? 'missing'}`), from, to, observed: observedWord(observed) });
}

/** Kinds of event that could not be judged, with the newest day of their data. */
export function missingEvents(events: readonly ReviewEvent[]): string[] {
  return events.filter(({ after, link }) => after === null && link === 'project').map(({ name, heldUntil }) => (heldUntil === null ? t('reviews.neverHeld', { name: pick(name) }) : t('reviews.heldUntil', { name: pick(name), day: heldUntil })));
}
