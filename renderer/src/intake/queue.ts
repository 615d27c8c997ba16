import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { FileInspection, ImportReport, PickedFile, TaskId } from '#shared/contract/index.ts';
import type { AppError } from '#shared/errors/index.ts';
import { fromEnvelope } from '#shared/errors/index.ts';
import { call, toAppError } from '@/api/index.ts';
import { useTasks } from '@/stores/index.ts';
import { toInput, type MappingColumn } from './mapping.ts';

/** One chosen file on its way in. */
export interface QueueEntry {
  readonly key: number;
  readonly file: PickedFile;
  readonly inspection: FileInspection | null;
  readonly mapping: readonly MappingColumn[];
  readonly remember: boolean;
  readonly busy: 'inspecting' | 'running' | null;
  readonly taskId: TaskId | null;
  readonly report: ImportReport | null;
  readonly error: AppError | null;
  readonly cancelled: boolean;
}

type Change = Partial<Omit<QueueEntry, 'key' | 'file'>>;

/** The files chosen in this window; they stay while other pages are looked at. */
export const useIntakeQueue = defineStore('intakeQueue', () => {
  const entries = shallowRef<readonly QueueEntry[]>([]);
  const selectedKey = ref<number | null>(null);
  const selected = computed(() => entries.value.find((entry) => entry.key === selectedKey.value) ?? null);
  const tasks = useTasks();
  let lastKey = 0;

  function patch(key: number, change: Change): void {
    entries.value = entries.value.map((entry) => (entry.key === key ? { ...entry, ...change } : entry));
  }

  /** Reads the head of the file; `category` and `sheet` overrule what was guessed. */
  async function inspect(key: number, choice: { category?: string; sheet?: string } = {}): Promise<void> {
    const entry = entries.value.find((candidate) => candidate.key === key);
    if (entry === undefined) return;
    patch(key, { busy: 'inspecting', error: null });
    try {
      const inspection = await call('intake.inspect', { file: entry.file.token, ...choice });
      patch(key, { inspection, mapping: inspection.mapping, busy: null, report: null, cancelled: false });
    } catch (thrown) {
      patch(key, { busy: null, error: toAppError(thrown) });
    }
  }

  async function add(files: readonly PickedFile[]): Promise<void> {
    const added = files.map((file): QueueEntry => ({
      key: ++lastKey, file, inspection: null, mapping: [], remember: true, busy: null, taskId: null, report: null, error: null, cancelled: false,
    }));
    entries.value = [...entries.value, ...added];
    selectedKey.value = added[0]?.key ?? selectedKey.value;
    for (const entry of added) await inspect(entry.key);
  }

  function remove(key: number): void {
    const index = entries.value.findIndex((entry) => entry.key === key);
    entries.value = entries.value.filter((entry) => entry.key !== key);
    if (selectedKey.value === key) selectedKey.value = entries.value[Math.min(index, entries.value.length - 1)]?.key ?? null;
  }

  function clearDone(): void {
    for (const entry of entries.value) if (entry.report?.dryRun === false) remove(entry.key);
  }

  /** Runs the import (or the dry run) to its end; progress is the task's. */
  async function run(key: number, dryRun: boolean): Promise<void> {
    const entry = entries.value.find((candidate) => candidate.key === key);
    const inspection = entry?.inspection ?? null;
    if (entry === undefined || inspection === null || entry.busy !== null) return;
    patch(key, { busy: 'running', error: null, report: null, cancelled: false, taskId: null });
    try {
      const input = { file: entry.file.token, category: inspection.category, mapping: toInput(entry.mapping), sheet: inspection.sheet, rememberMapping: entry.remember };
      const { taskId } = await call(dryRun ? 'intake.dryRun' : 'intake.run', input);
      patch(key, { taskId });
      const task = await tasks.finished(taskId);
      const report = task.result?.kind === 'import' || task.result?.kind === 'dryRun' ? task.result.report : null;
      patch(key, { busy: null, report, cancelled: task.state === 'cancelled', error: task.state === 'failed' && task.error !== null ? fromEnvelope(task.error) : null });
    } catch (thrown) {
      patch(key, { busy: null, error: toAppError(thrown) });
    }
  }

  return { entries, selectedKey, selected, patch, inspect, add, remove, clearDone, run };
});
