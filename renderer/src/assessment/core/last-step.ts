import { isStep, type StepName } from './steps.ts';

const KEY = 'fengqiao.lastStep';
/** Of so many assessments the last step is remembered. */
const KEPT = 200;

/** Where the work on an assessment was left on this machine; null when it was never opened here. */
export function lastStep(id: string): StepName | null {
  const step = read().find(([known]) => known === id)?.[1];
  return isStep(step) ? step : null;
}

export function rememberStep(id: string, step: StepName): void {
  try {
    globalThis.localStorage.setItem(KEY, JSON.stringify([[id, step], ...read().filter(([known]) => known !== id)].slice(0, KEPT)));
  } catch {
    // A page without storage begins at the first step; that harms nothing.
  }
}

function read(): [string, unknown][] {
  try {
    const stored: unknown = JSON.parse(globalThis.localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter((entry): entry is [string, unknown] => Array.isArray(entry) && entry.length === 2 && typeof entry[0] === 'string') : [];
  } catch {
    return [];
  }
}
