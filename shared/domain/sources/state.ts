import type { JudgedBy, Words } from './words.ts';

/** open: somebody has to decide; ruled: the rule decided; decided: a person did; agreed: the last words are one again. */
export const CONTRADICTION_STATES = ['open', 'ruled', 'decided', 'agreed'] as const;
export type ContradictionState = (typeof CONTRADICTION_STATES)[number];

/** A word that a decision went against. */
export interface Refused {
  readonly sender: string;
  readonly content: string;
}

/**
 * Where a contradiction stands, and by what. A word that was decided against stays decided against for as long as its source repeats it.
 *
 * @param refused of the decisions in force
 */
export function stateOf(words: Words, refused: readonly Refused[]): { readonly state: ContradictionState; readonly by: JudgedBy | null } {
  const opposing = [...words.bySender].filter(([, { content }]) => content !== words.standing);
  if (opposing.length === 0) return { state: 'agreed', by: null };
  const isRefused = ([sender, { content }]: (typeof opposing)[number]): boolean => refused.some((one) => one.sender === sender && one.content === content);
  const undecided = opposing.filter((one) => !isRefused(one));
  if (undecided.some(([, { held, by }]) => held && by === 'hold')) return { state: 'open', by: 'hold' };
  if (undecided.length < opposing.length || opposing.some(([, { by }]) => by === 'decision')) return { state: 'decided', by: 'decision' };
  return { state: 'ruled', by: opposing.some(([, { by }]) => by === 'rank') ? 'rank' : 'newest' };
}
