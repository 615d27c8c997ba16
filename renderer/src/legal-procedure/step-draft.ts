import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import type { AssessmentId, CaseProcedureView, CaseStepView } from '#shared/contract/index.ts';
import { EMPTY_RECORD, recordFaults, type RecordFault, type StepRecord } from '#shared/domain/legal-procedure/index.ts';
import type { AppError } from '#shared/errors/index.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import { call, useAction } from '@/api/index.ts';

export interface StepDraft {
  readonly chosen: ComputedRef<CaseStepView | null>;
  /** As typed, or as stored where nothing was typed. */
  readonly record: ComputedRef<StepRecord>;
  readonly faults: ComputedRef<readonly RecordFault[]>;
  readonly changed: ComputedRef<boolean>;
  readonly busy: Readonly<Ref<boolean>>;
  readonly error: ShallowRef<AppError | null>;
  set(patch: Partial<StepRecord>): void;
  revert(): void;
  /** True when nothing is left to be stored. */
  flush(): Promise<boolean>;
  /** Goes to another step once this one is stored; stays where it cannot be. */
  choose(stepId: string): Promise<void>;
}

/** The steps of the procedure, then the documents of the model. */
export function recordedSteps(view: CaseProcedureView | null): readonly CaseStepView[] {
  return view === null ? [] : [...view.steps, ...(view.papers === null ? [] : [view.papers])];
}

/** The step that is being recorded. It is stored on request, and before another is chosen or the page is left. */
export function useStepDraft(id: AssessmentId, view: ComputedRef<CaseProcedureView | null>): StepDraft {
  const action = useAction();
  const stepId = ref<string | null>(null);
  const typed = shallowRef<Partial<StepRecord>>({});
  const chosen = computed(() => recordedSteps(view.value).find(({ step }) => step.id === stepId.value) ?? null);
  const record = computed<StepRecord>(() => ({ ...(chosen.value?.record ?? EMPTY_RECORD), ...typed.value }));
  const changed = computed(() => chosen.value !== null && canonicalJson({ ...record.value }) !== canonicalJson({ ...chosen.value.record }));
  const faults = computed(() => (chosen.value === null || view.value === null ? [] : recordFaults(chosen.value.step, record.value, view.value.today)));

  async function flush(): Promise<boolean> {
    const at = chosen.value;
    if (at === null || !changed.value) return true;
    if (faults.value.length > 0) return false;
    return action.run(async () => {
      await call('legalProcedure.record', { id, stepId: at.step.id, record: record.value });
    });
  }
  return {
    chosen, record, faults, changed, busy: action.busy, error: action.error,
    set(patch) { typed.value = { ...typed.value, ...patch }; },
    revert() {
      typed.value = {};
      action.error.value = null;
    },
    flush,
    async choose(next) {
      if (next === stepId.value || !(await flush())) return;
      typed.value = {};
      stepId.value = next;
    },
  };
}
