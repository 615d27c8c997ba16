import { describe, expect, it } from 'vitest';
import { missingReason } from './missing.ts';

describe('why there is no answer', () => {
  it.each([
    ['project', [], null, 'noProject'],
    ['project', ['330602'], null, 'noProject'],
    ['project', [], 'P', 'noData'],
    ['towns', [], null, 'noPlace'],
    ['counties', [], null, 'noPlace'],
    ['towns', ['330602'], null, 'noData'],
    ['towns', [], 'P', 'noData'],
  ] as const)('%s, places %j, project %s: %s', (scope, places, projectCode, reason) => {
    expect(missingReason({ scope }, { places: [...places], projectCode })).toBe(reason);
  });
});
