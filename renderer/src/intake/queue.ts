import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { ArchiveReport, FileInspection, ImportReport, PickedFile, ResumedImport, TaskId } from '#shared/contract/index.ts';
import type { AppError } from '#shared/errors/index.ts';
import { fromEnvelope } from '#shared/errors/index.ts';
import { call, toAppError } from '@/api/index.ts';
import { useTasks } from '@/stores/index.ts';
import { toInput, type MappingColumn } from './mapping.ts';

/** Where a file out of an archive comes from. */
export interface Origin {
  readonly archive: ArchiveReport;
  readonly path: string;
  readonly rows: number | null;
  /** What the manifest says it is; inspected as that. */
  readonly stated: { readonly category?: string; readonly sheet?: string; readonly sender?: string };
}

/** One chosen file on its way in. */
export interface QueueEntry {
  readonly key: number;
  readonly file: PickedFile;
  readonly origin: Origin | null;
  readonly inspection: FileInspection | null;
  readonly mapping: readonly MappingColumn[];
  readonly remember: boolean;
  readonly busy: 'inspecting' | 'running' | null;
  readonly taskId: TaskId | null;
  readonly report: ImportReport | null;
  readonly error: AppError | null;
  readonly cancelled: boolean;
}

type Change = Partial<Omit<QueueEntry, 'key' | 'file' | 'origin'>>;

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
  async function inspect(key: number, choice: { category?: string; sheet?: string; sender?: string } = {}): Promise<void> {
    const entry = entries.value.find((candidate) => candidate.key === key);
    if (entry === undefined) return;
    patch(key, { busy: 'inspecting', error: null });
    try {
      const inspection = await call('intake.inspect', { file: entry.file.token, ...entry.origin?.stated, ...choice });
      patch(key, { inspection, mapping: inspection.mapping, busy: null, report: null, cancelled: false });
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'FILE_NOT_A_TABLE' && error.details['kind'] === 'zip') await openArchive(entry);
      else patch(key, { busy: null, error });
    }
  }

  /** A zip gives way to the tables in it; what stops it stays with its name. */
  async function openArchive(entry: QueueEntry): Promise<void> {
    const { key } = entry;
    try {
      const { taskId } = await call('intake.openArchive', { file: entry.file.token });
      patch(key, { taskId, cancelled: false });
      const task = await tasks.finished(taskId);
      patch(key, { busy: null, taskId: null, cancelled: task.state === 'cancelled', error: task.error === null ? null : fromEnvelope(task.error) });
      if (task.result?.kind !== 'archive') return;
      const { report } = task.result;
      const members = report.files.map(({ token, name, path, rows, category, sheet }) =>
        newEntry({ token, name }, { archive: report, path, rows, stated: { ...(category === null ? {} : { category }), ...(sheet === null ? {} : { sheet }), ...(report.package === null ? {} : { sender: report.package.sender ?? report.package.system }) } }),
      );
      entries.value = entries.value.flatMap((candidate) => (candidate.key === key ? members : [candidate]));
      if (selectedKey.value === key) selectedKey.value = members[0]?.key ?? null;
      for (const member of members) await inspect(member.key);
    } catch (thrown) {
      patch(key, { busy: null, error: toAppError(thrown) });
    }
  }

  function newEntry(file: PickedFile, origin: Origin | null): QueueEntry {
    return { key: ++lastKey, file, origin, inspection: null, mapping: [], remember: true, busy: null, taskId: null, report: null, error: null, cancelled: false };
  }

  async function add(files: readonly PickedFile[]): Promise<void> {
    const added = files.map((file) => newEntry(file, null));
    entries.value = [...entries.value, ...added];
    selectedKey.value = added[0]?.key ?? selectedKey.value;
    for (const entry of added) await inspect(entry.key);
  }

  /** An interrupted import as it was chosen: read again, with the mapping it had. */
  async function addResumed({ file, category, sheet, sender, mapping }: ResumedImport): Promise<void> {
    const entry = newEntry(file, null);
    entries.value = [...entries.value, entry];
    selectedKey.value = entry.key;
    await inspect(entry.key, { category, sender, ...(sheet === null ? {} : { sheet }) });
    const known = new Map(mapping.map((column) => [column.index, column]));
    const read = entries.value.find((candidate) => candidate.key === entry.key);
    if (read === undefined) return;
    patch(entry.key, {
      mapping: read.mapping.map((column) => {
        const before = known.get(column.index);
        return before?.header === column.header ? { ...column, field: before.field, unit: before.unit } : column;
      }),
    });
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
      const input = { file: entry.file.token, category: inspection.category, mapping: toInput(entry.mapping), sheet: inspection.sheet, sender: inspection.sender, rememberMapping: entry.remember };
      const { taskId } = await call(dryRun ? 'intake.dryRun' : 'intake.run', input);
      patch(key, { taskId });
      const task = await tasks.finished(taskId);
      const report = task.result?.kind === 'import' || task.result?.kind === 'dryRun' ? task.result.report : null;
      patch(key, { busy: null, report, cancelled: task.state === 'cancelled', error: task.state === 'failed' && task.error !== null ? fromEnvelope(task.error) : null });
    } catch (thrown) {
      patch(key, { busy: null, error: toAppError(thrown) });
    }
  }

  return { entries, selectedKey, selected, patch, inspect, add, addResumed, remove, clearDone, run };
});
