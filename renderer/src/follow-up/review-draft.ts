import { computed, shallowRef, type ComputedRef } from 'vue';
import type { ReviewView } from '#shared/contract/index.ts';
import type { ReviewText, Verdict } from '#shared/domain/follow-up/index.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';

export interface ReviewDraft {
  /** As typed, or as stored where nothing was typed. */
  readonly text: ComputedRef<ReviewText>;
  readonly changed: ComputedRef<boolean>;
  set(patch: Partial<Pick<ReviewText, 'unit' | 'conclusion'>>): void;
  judge(factorId: string, patch: Partial<{ verdict: Verdict; note: string }>): void;
  /** After what was typed has been stored. */
  settle(): void;
}

const EMPTY: ReviewText = { unit: '', verdicts: {}, conclusion: '' };

/** What the reviewer has written and not stored yet. */
export function useReviewDraft(view: () => ReviewView | null): ReviewDraft {
  const typed = shallowRef<ReviewText | null>(null);
  const stored = computed(() => view()?.text ?? EMPTY);
  const text = computed(() => typed.value ?? stored.value);
  return {
    text,
    changed: computed(() => canonicalJson({ ...text.value }) !== canonicalJson({ ...stored.value })),
    set(patch) { typed.value = { ...text.value, ...patch }; },
    judge(factorId, patch) {
      const before = text.value.verdicts[factorId] ?? { verdict: 'unknown', note: '' };
      typed.value = { ...text.value, verdicts: { ...text.value.verdicts, [factorId]: { ...before, ...patch } } };
    },
    settle() { typed.value = null; },
  };
}
