import { computed, inject, onScopeDispose, provide, ref, shallowRef, type ComputedRef, type InjectionKey, type Ref } from 'vue';
import type { AssessmentModel, Judgement } from '#shared/domain/assessment/index.ts';
import type { JudgingMethod } from '#shared/domain/grading/index.ts';
import type { AssessmentView, MeasureId } from '#shared/contract/index.ts';
import { call, toAppError, useEvents } from '@/api/index.ts';
import { applyEdit, inverseOf, type Edit, type MeasureHandle } from '../core/edits.ts';
import { liveJudge } from '../core/judge.ts';
import { createSaveQueue, type QueueState } from '../core/save-queue.ts';
import { send } from '../core/send.ts';
import { back, forward, note, NO_STEPS, type Steps } from '../core/step-back.ts';
import type { Case } from './load-case.ts';

/** How long a typed change waits for the next key, in milliseconds. Choices go at once. */
const PAUSE = 600;

/** One assessment being worked on: what is on screen, and the only way to change it. */
export interface Desk {
  /** As it will be once all edits are stored. */
  readonly view: ComputedRef<AssessmentView>;
  readonly model: AssessmentModel;
  readonly method: JudgingMethod;
  /** What the method says of it, by kind of method. */
  readonly judgement: ComputedRef<Judgement>;
  readonly mayEdit: ComputedRef<boolean>;
  readonly queue: Readonly<Ref<QueueState>>;
  readonly savedAt: Readonly<Ref<Date | null>>;
  readonly canUndo: ComputedRef<boolean>;
  readonly canRedo: ComputedRef<boolean>;
  /** Choices are sent at once, what is typed after a pause. */
  edit(edit: Edit, how?: 'chosen' | 'typed'): void;
  handleOf(id: MeasureId): MeasureHandle;
  undo(): void;
  redo(): void;
  flush(): Promise<boolean>;
  retry(): void;
  discard(): void;
  /** Stores what waits, then takes a step of the workflow. Throws what the data process threw. */
  step(action: () => Promise<AssessmentView>): Promise<void>;
}

const KEY: InjectionKey<Desk> = Symbol('desk');

/** The desk that the page around has set up. */
export function useDesk(): Desk {
  const desk = inject(KEY);
  if (desk === undefined) throw new Error('A step of the assessment stands only on a desk.');
  return desk;
}

export function provideDesk({ view: loaded, model, method }: Case): Desk {
  const stored = shallowRef(loaded);
  const queue = shallowRef<QueueState>({ pending: [], sending: false, error: null });
  const savedAt = ref<Date | null>(null);
  const steps = shallowRef<Steps>(NO_STEPS);
  const handles = new Map<MeasureId, MeasureHandle>();
  const today = isoToday();
  const judge = liveJudge(model, method);

  const view = computed(() => {
    const { pending } = queue.value;
    return pending.length === 0 ? stored.value : judge.judged(pending.reduce(applyEdit, stored.value), today);
  });
  const mayEdit = computed(() => stored.value.may.edit);

  function take(next: AssessmentView): void {
    if (next.revision >= stored.value.revision) stored.value = next;
  }

  const line = createSaveQueue({
    send: async (edit) => {
      take(await send(stored.value, edit));
      if (edit.kind === 'measure' && edit.handle.id !== null) handles.set(edit.handle.id, edit.handle);
      savedAt.value = new Date();
    },
    toError: toAppError,
    schedule: (run, milliseconds) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    changed: (state) => {
      queue.value = state;
    },
  });

  function travel(move: typeof back): void {
    const moved = mayEdit.value ? move(steps.value) : null;
    if (moved === null) return;
    steps.value = moved.steps;
    for (const edit of moved.edits) line.push(edit, 0);
  }

  async function reload(): Promise<void> {
    if (!queue.value.sending) take(await call('assessments.get', { id: loaded.id }));
  }
  useEvents((event) => {
    // A reload that fails leaves the desk as it is; the next change tries again.
    if (event.type === 'changed' && event.topics.includes('assessment') && !queue.value.sending) void reload().catch(() => undefined);
  });
  // Whatever is still typed when the page goes away is sent, not forgotten.
  onScopeDispose(() => void line.flush());

  const desk: Desk = {
    view,
    model,
    method,
    judgement: computed(() => judge.judgement(view.value)),
    mayEdit,
    queue,
    savedAt,
    canUndo: computed(() => mayEdit.value && steps.value.done.length > 0),
    canRedo: computed(() => mayEdit.value && steps.value.undone.length > 0),
    edit(edit, how = 'chosen') {
      if (!mayEdit.value) return;
      steps.value = note(steps.value, edit, inverseOf(view.value, edit), Date.now(), how === 'typed');
      line.push(edit, how === 'typed' ? PAUSE : 0);
    },
    handleOf(id) {
      const handle = handles.get(id) ?? { id };
      handles.set(id, handle);
      return handle;
    },
    undo: () => travel(back),
    redo: () => travel(forward),
    flush: () => line.flush(),
    retry: () => void line.retry(),
    discard: () => void line.discard(),
    async step(action) {
      if (!(await line.flush()) && queue.value.error !== null) throw queue.value.error;
      take(await action());
      steps.value = NO_STEPS;
    },
  };
  provide(KEY, desk);
  return desk;
}

/** Today on this machine's calendar. */
function isoToday(): string {
  const now = new Date();
  return `${String(now.getFullYear())}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
}
