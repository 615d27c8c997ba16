import { computed, inject, provide, type ComputedRef, type InjectionKey } from 'vue';
import { factorsOf, scalesOf, suggestLevel, type Suggestion, type SuggestionRule } from '#shared/domain/assessment/index.ts';
import type { EvidenceAnswer } from '#shared/contract/index.ts';
import { call, useQuery, type Query } from '@/api/index.ts';
import type { Desk } from './desk.ts';

/** What the imported data answer, read once for the whole desk, so that going from factor to factor waits for nothing. */
export interface Evidence {
  readonly answers: ComputedRef<readonly EvidenceAnswer[] | null>;
  readonly frozen: ComputedRef<boolean>;
  readonly query: Query<readonly EvidenceAnswer[]>;
  forFactor(factorId: string): readonly EvidenceAnswer[];
  /** The probability level that the data suggest for a factor; null where they suggest none. */
  suggestionFor(factorId: string): Suggestion | null;
  /** Why positions suggest levels. */
  readonly suggestionRule: ComputedRef<SuggestionRule | null>;
}

const KEY: InjectionKey<Evidence> = Symbol('evidence');

export function useEvidence(): Evidence {
  const evidence = inject(KEY);
  if (evidence === undefined) throw new Error('Evidence is asked for on a desk.');
  return evidence;
}

/** Reads again when batches come in, and when the places or the project of the matter are stored anew. */
export function provideEvidence(desk: Desk): Evidence {
  const { id } = desk.view.value;
  const scope = (): string => {
    const { places, projectCode } = desk.view.value.proposal;
    return desk.queue.value.pending.length > 0 ? '' : `${places.join()} ${projectCode ?? ''} ${desk.view.value.state}`;
  };
  let asked = scope();
  const query = useQuery(() => call('evidence.overview', { id }), {
    topics: ['batches'],
    watch: [() => {
      const now = scope();
      if (now !== '') asked = now;
      return asked;
    }],
  });
  const byId = computed(() => new Map((query.data.value?.answers ?? []).map((answer) => [answer.questionId, answer])));
  const ofFactor = new Map(factorsOf(desk.model).map((factor) => [factor.id, factor.evidence]));
  const answers = computed(() => query.data.value?.answers ?? null);
  const suggestionRule = computed(() => query.data.value?.suggestion ?? null);
  const forFactor: Evidence['forFactor'] = (factorId) => (ofFactor.get(factorId) ?? []).flatMap((question) => byId.value.get(question) ?? []);
  const evidence: Evidence = {
    answers,
    frozen: computed(() => query.data.value?.frozen ?? false),
    query: { ...query, data: answers },
    forFactor,
    suggestionRule,
    suggestionFor: (factorId) => (suggestionRule.value === null || scalesOf(desk.model).p.length === 0 ? null : suggestLevel(forFactor(factorId), suggestionRule.value, scalesOf(desk.model).p.length)),
  };
  provide(KEY, evidence);
  return evidence;
}
