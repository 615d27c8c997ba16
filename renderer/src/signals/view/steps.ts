import type { SignalAction } from '#shared/domain/signals/index.ts';

/** The usual way of a follow-up, from its signal to its end. */
export const PATH = ['raise', 'dispatch', 'receive', 'handle', 'close'] as const;
export type MainStep = (typeof PATH)[number];

/** The step that leads on: the last one on the way that may be taken now. */
export function nextStep(may: readonly SignalAction[]): SignalAction | null {
  return PATH.findLast((step): step is Exclude<MainStep, 'raise'> => step !== 'raise' && may.includes(step)) ?? null;
}
