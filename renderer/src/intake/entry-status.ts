import type { QueueEntry } from './queue.ts';

export type EntryStatus = 'inspecting' | 'ready' | 'incomplete' | 'broken' | 'running' | 'dry' | 'done';

/** Where a file stands, in one word. */
export function entryStatus(entry: QueueEntry): EntryStatus {
  if (entry.busy !== null) return entry.busy;
  if (entry.report !== null) return entry.report.dryRun ? 'dry' : 'done';
  if (entry.inspection === null) return entry.error === null ? 'inspecting' : 'broken';
  return lacksColumn(entry) ? 'incomplete' : 'ready';
}

/** Whether the file may be imported as it stands; the data process checks the mapping again. */
export function canRun(entry: QueueEntry): boolean {
  return entry.inspection !== null && entry.busy === null && entry.report?.dryRun !== false && !lacksColumn(entry);
}

/** A required field that had no column when the file was inspected still has none. */
function lacksColumn({ inspection, mapping }: QueueEntry): boolean {
  return inspection?.missing.some((field) => mapping.every((column) => column.field !== field)) ?? false;
}
