import type { TaskView } from '#shared/contract/index.ts';
import { fromEnvelope, type AppError } from '#shared/errors/index.ts';
import { t } from '@/i18n/index.ts';
import { formatCount, splitBytes, splitSeconds } from './format.ts';

/** Whole percent done, 0..100; null while the total is unknown. */
export function taskShare(task: Pick<TaskView, 'done' | 'total'>): number | null {
  if (task.total === null) return null;
  if (task.total === 0) return 100;
  return Math.min(100, Math.floor((task.done / task.total) * 100));
}

export function taskSubject(task: TaskView): string {
  return t(`frame.task.${task.kind}`, { subject: task.subject });
}

export function formatDuration(seconds: number): string {
  const { unit, n, h, m } = splitSeconds(seconds);
  return t(`frame.${unit}`, { n, h, m });
}

export function formatBytes(bytes: number): string {
  const { value, unit } = splitBytes(bytes);
  return `${value} ${t(`common.units.${unit}`)}`;
}

/** "loading, 120,000 rows, 98,000 rows/s, about 12 s left". */
export function taskWords(task: TaskView): string {
  const words = [t(`frame.phase.${task.phase}`)];
  if (task.unit === 'batches' && task.total !== null) words.push(t('frame.batches', { done: task.done, total: task.total }));
  if (task.unit === 'draws' && task.total !== null) words.push(t('frame.draws', { done: formatCount(task.done), total: formatCount(task.total) }));
  if (task.rows > 0) words.push(t('frame.rows', { n: formatCount(task.rows) }));
  if (task.rate > 0) words.push(t('frame.rate', { rate: formatCount(task.rate) }));
  if (task.state === 'running') words.push(task.secondsLeft === null ? t('frame.leftUnknown') : t('frame.left', { time: formatDuration(task.secondsLeft) }));
  return words.join(t('common.comma'));
}

/** The failure of a task; a cancelled one did not fail. */
export function taskError(task: TaskView): AppError | null {
  return task.state === 'failed' && task.error !== null ? fromEnvelope(task.error) : null;
}
