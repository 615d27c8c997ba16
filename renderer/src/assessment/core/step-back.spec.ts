import { expect, it } from 'vitest';
import type { Edit } from './edits.ts';
import { back, forward, note, NO_STEPS } from './step-back.ts';

const noteEdit = (text: string): Edit => ({ kind: 'factor', factorIds: ['A1'], patch: { note: text } });
const score = (p: string): Edit => ({ kind: 'factor', factorIds: ['A1'], patch: { p } });

it('typing is one step, back to what stood before the first key', () => {
  let steps = note(NO_STEPS, noteEdit('a'), [noteEdit('')], 1000, true);
  steps = note(steps, noteEdit('ab'), [noteEdit('a')], 1200, true);
  expect(back(steps)?.edits).toEqual([noteEdit('')]);
  expect(forward(back(steps)?.steps ?? NO_STEPS)?.edits).toEqual([noteEdit('ab')]);
});

it('a rest, and every choice, begins a new step', () => {
  const rested = note(note(NO_STEPS, noteEdit('a'), [noteEdit('')], 1000, true), noteEdit('ab'), [noteEdit('a')], 9000, true);
  expect(rested.done).toHaveLength(2);
  const chosen = note(note(NO_STEPS, score('0.1'), [score('0.5')], 1000, false), score('0.3'), [score('0.1')], 1100, false);
  expect(back(chosen)?.edits).toEqual([score('0.1')]);
});

it('a new edit forgets what was taken back', () => {
  const steps = back(note(NO_STEPS, score('0.1'), [score('0.5')], 0, false))?.steps ?? NO_STEPS;
  expect(forward(note(steps, score('0.9'), [score('0.5')], 1, false))).toBeNull();
});

it('what has no way back is no step', () => expect(back(note(NO_STEPS, score('0.1'), [], 0, false))).toBeNull());
