import { AppError } from '#shared/errors/index.ts';
import type { DefinitionState } from './kinds.ts';

export type DefinitionAction = 'save' | 'submit' | 'discard' | 'release' | 'return';

/** Accounts by id. */
export interface DefinitionFacts {
  readonly state: DefinitionState;
  readonly author: string;
  readonly actor: string;
}

const FROM: Readonly<Record<DefinitionAction, readonly DefinitionState[]>> = {
  save: ['draft', 'returned'],
  submit: ['draft', 'returned'],
  discard: ['draft', 'returned'],
  release: ['submitted'],
  return: ['submitted'],
};
const TO: Readonly<Record<Exclude<DefinitionAction, 'discard'>, DefinitionState>> = { save: 'draft', submit: 'submitted', release: 'released', return: 'returned' };

/**
 * Why an action does not fit: `state` where the version is not at that step, `author` where only who made it may,
 * `samePerson` where another account than its author has to; null where it fits.
 */
export function refusal(action: DefinitionAction, { state, author, actor }: DefinitionFacts): 'state' | 'author' | 'samePerson' | null {
  if (!FROM[action].includes(state)) return 'state';
  const review = action === 'release' || action === 'return';
  if (review) return author === actor ? 'samePerson' : null;
  return author === actor ? null : 'author';
}

/** Every action that fits now. */
export function fittingActions(facts: DefinitionFacts): DefinitionAction[] {
  return (['save', 'submit', 'discard', 'release', 'return'] as const).filter((action) => refusal(action, facts) === null);
}

/**
 * The state that an action leads to.
 *
 * @throws AppError FROZEN for a released version, CONFLICT at another step, NOT_PERMITTED for another author's draft, SAME_PERSON
 */
export function nextDefinitionState(action: Exclude<DefinitionAction, 'discard'>, facts: DefinitionFacts): DefinitionState {
  assertFits(action, facts);
  return TO[action];
}

/** @throws as {@link nextDefinitionState} */
export function assertFits(action: DefinitionAction, facts: DefinitionFacts): void {
  switch (refusal(action, facts)) {
    case null: return;
    case 'state':
      if (facts.state === 'released') throw new AppError('FROZEN', 'A released version never changes; copy it into a new one.');
      throw new AppError('CONFLICT', `The version is ${facts.state}; that step does not fit.`, { state: facts.state });
    case 'author': throw new AppError('NOT_PERMITTED', 'Only who made a draft may change or submit it.', { reason: 'author' });
    case 'samePerson': throw new AppError('SAME_PERSON', 'Who made a version cannot review it.');
  }
}
