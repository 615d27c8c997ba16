import { targetOf, type Edit } from './edits.ts';

/** Steps back are kept up to this number. */
const DEPTH = 200;
/** What is typed into one field without a longer rest is one step; in milliseconds. */
const TOGETHER = 1500;

export interface Step {
  /** What takes the step back, in order. */
  readonly undo: readonly Edit[];
  /** What does it again, in order. */
  readonly redo: readonly Edit[];
  readonly target: string;
  readonly at: number;
}

export interface Steps {
  readonly done: readonly Step[];
  readonly undone: readonly Step[];
}

export const NO_STEPS: Steps = { done: [], undone: [] };

/** Notes an edit and what takes it back. Without a way back nothing is noted; what was taken back before is forgotten. */
export function note(steps: Steps, edit: Edit, undo: readonly Edit[], at: number, typed: boolean): Steps {
  if (undo.length === 0) return { done: steps.done, undone: [] };
  const last = steps.done.at(-1);
  const target = targetOf(edit);
  const joins = typed && last?.target === target && at - last.at < TOGETHER && steps.undone.length === 0;
  const step: Step = joins ? { ...last, redo: [edit], at } : { undo, redo: [edit], target, at };
  return { done: [...(joins ? steps.done.slice(0, -1) : steps.done), step].slice(-DEPTH), undone: [] };
}

/** The edits of one step back, and the steps after it; null where there is none. */
export function back(steps: Steps): { readonly edits: readonly Edit[]; readonly steps: Steps } | null {
  const step = steps.done.at(-1);
  return step === undefined ? null : { edits: step.undo, steps: { done: steps.done.slice(0, -1), undone: [...steps.undone, step] } };
}

/** The edits of one step forward again. */
export function forward(steps: Steps): { readonly edits: readonly Edit[]; readonly steps: Steps } | null {
  const step = steps.undone.at(-1);
  return step === undefined ? null : { edits: step.redo, steps: { done: [...steps.done, { ...step, at: 0 }], undone: steps.undone.slice(0, -1) } };
}
