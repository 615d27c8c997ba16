import { computed, nextTick, ref, watch, type ComputedRef } from 'vue';
import { useRoute } from 'vue-router';
import { factorsOf, type ModelFactor } from '#shared/domain/assessment/index.ts';
import type { FactorView } from '#shared/contract/index.ts';
import { pick } from '@/i18n/index.ts';
import { isScored } from '../core/steps.ts';
import type { MatrixFactor } from '../matrix/marks.ts';
import type { Desk } from './desk.ts';

/** An included factor: what the model says of it, what was scored, and how the matrix draws it. */
export interface IncludedFactor {
  readonly factor: ModelFactor & { readonly area: string };
  readonly scored: FactorView;
  readonly mark: MatrixFactor;
}

export interface FactorChoice {
  readonly identified: ComputedRef<readonly IncludedFactor[]>;
  readonly current: ComputedRef<IncludedFactor | null>;
  readonly choose: (id: string) => void;
  readonly move: (by: -1 | 1) => void;
}

/** The included factors in the model's order, and the one being worked on: first the one asked for, else the first without a score. */
export function useFactorChoice(desk: Desk, among: () => ReadonlySet<string> | null = () => null): FactorChoice {
  const route = useRoute();
  const chosen = ref<string | null>(null);
  const models = new Map(factorsOf(desk.model).map((factor) => [factor.id, factor]));

  const identified = computed<readonly IncludedFactor[]>(() => desk.view.value.factors.flatMap((scored) => {
    const factor = models.get(scored.factorId);
    if (scored.state !== 'identified' || factor === undefined) return [];
    const { p, q, residualP, residualQ } = scored;
    return [{ factor, scored, mark: { id: factor.id, name: pick(factor.name), p, q, residualP, residualQ } }];
  }));
  const offered = computed(() => {
    const only = among();
    return only === null ? identified.value : identified.value.filter(({ factor }) => only.has(factor.id));
  });
  const current = computed(() => offered.value.find(({ factor }) => factor.id === chosen.value) ?? offered.value[0] ?? null);

  watch(() => route.query['factor'], (asked) => {
    if (typeof asked === 'string') chosen.value = asked;
  }, { immediate: true });
  chosen.value ??= offered.value.find(({ scored }) => !isScored(scored))?.factor.id ?? null;

  function choose(id: string): void {
    chosen.value = id;
    void nextTick(() => document.querySelector(`[data-testid="factor-${id}"]`)?.scrollIntoView({ block: 'nearest' }));
  }

  return {
    identified,
    current,
    choose,
    move(by) {
      const list = offered.value;
      const index = list.findIndex(({ factor }) => factor.id === current.value?.factor.id);
      const next = list[Math.min(list.length - 1, Math.max(0, index + by))];
      if (next !== undefined) choose(next.factor.id);
    },
  };
}
