import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import type { TaskId, TaskView } from '#shared/contract/index.ts';
import { call, useEvents } from '@/api/index.ts';

/** Long work of this window, newest first; fed by events. */
export const useTasks = defineStore('tasks', () => {
  const byId = shallowRef<ReadonlyMap<TaskId, TaskView>>(new Map());
  const all = computed(() => [...byId.value.values()].sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1)));
  const running = computed(() => all.value.filter((task) => isOpen(task)));

  function put(tasks: readonly TaskView[]): void {
    const next = new Map(byId.value);
    for (const task of tasks) {
      const known = next.get(task.id);
      // A list that was asked for before the last event must not turn a finished task back.
      if (known === undefined || isOpen(known)) next.set(task.id, task);
    }
    byId.value = next;
  }

  const get = (id: TaskId): TaskView | null => byId.value.get(id) ?? null;

  async function load(): Promise<void> {
    put(await call('tasks.list', {}));
  }

  async function cancel(id: TaskId): Promise<void> {
    await call('tasks.cancel', { id });
  }

  /** Resolves with the task once it is done, failed or cancelled; follows events, and reads the list once in case they were missed. */
  function finished(id: TaskId): Promise<TaskView> {
    return new Promise((resolve, reject) => {
      const stop = watch(() => get(id), (task) => {
        if (task !== null && !isOpen(task)) {
          queueMicrotask(() => stop());
          resolve(task);
        }
      }, { immediate: true, flush: 'sync' });
      if (get(id) === null) {
        load().catch((error: unknown) => {
          stop();
          reject(error instanceof Error ? error : new Error(String(error)));
        });
      }
    });
  }

  /** Another account must not see what the one before worked on. */
  function clear(): void {
    byId.value = new Map();
  }

  useEvents((event) => {
    if (event.type === 'task') put([event.task]);
  });

  return { all, running, get, load, cancel, finished, clear };
});

export function isOpen(task: TaskView): boolean {
  return task.state === 'queued' || task.state === 'running';
}
