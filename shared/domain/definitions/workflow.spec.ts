import { describe, expect, it } from 'vitest';
import { DEFINITION_STATES } from './kinds.ts';
import { assertFits, fittingActions, nextDefinitionState, type DefinitionAction } from './workflow.ts';

const own = (state: (typeof DEFINITION_STATES)[number]) => ({ state, author: 'a', actor: 'a' });
const other = (state: (typeof DEFINITION_STATES)[number]) => ({ state, author: 'a', actor: 'b' });

describe('from a draft to a released version', () => {
  it('lets the author change and submit, and another account review', () => {
    expect(DEFINITION_STATES.map((state) => fittingActions(own(state)))).toEqual([['save', 'submit', 'discard'], [], ['save', 'submit', 'discard'], []]);
    expect(DEFINITION_STATES.map((state) => fittingActions(other(state)))).toEqual([[], ['release', 'return'], [], []]);
    expect(nextDefinitionState('submit', own('draft'))).toBe('submitted');
    expect(nextDefinitionState('return', other('submitted'))).toBe('returned');
    expect(nextDefinitionState('save', own('returned'))).toBe('draft');
    expect(nextDefinitionState('release', other('submitted'))).toBe('released');
  });

  it('says why an action does not fit', () => {
    const code = (action: DefinitionAction, facts: Parameters<typeof assertFits>[1]): unknown => {
      try {
        assertFits(action, facts);
        return null;
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect(code('release', own('submitted'))).toBe('SAME_PERSON');
    expect(code('save', other('draft'))).toBe('NOT_PERMITTED');
    expect(code('release', other('draft'))).toBe('CONFLICT');
    for (const action of ['save', 'submit', 'discard', 'release', 'return'] as const) expect(code(action, other('released'))).toBe('FROZEN');
    expect(code('save', own('draft'))).toBeNull();
  });
});
