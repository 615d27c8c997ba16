import { expect, it } from 'vitest';
import { passwordReady, passwordRules } from './password-rules.ts';

it('an empty password meets nothing', () => {
  expect(passwordRules('', 'admin', '').filter((rule) => rule.met)).toEqual([]);
});

it('asks for the repetition only where it is entered twice', () => {
  expect(passwordReady('correct horse 9', 'admin', null)).toBe(true);
  expect(passwordReady('correct horse 9', 'admin', 'correct horse')).toBe(false);
  expect(passwordReady('correct horse 9', 'admin', 'correct horse 9')).toBe(true);
  expect(passwordReady('my Admin 2026!', 'admin', null)).toBe(false);
});
