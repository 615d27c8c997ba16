import { expect, it } from 'vitest';
import { difference, percent, rounded, shareOfScale, shortened, shownScore, signed } from './figures.ts';

it('rounds for the eye and keeps what is missing missing', () => {
  expect(rounded('86.3456789012')).toBe('86.35');
  expect(rounded('86')).toBe('86.00');
  expect(rounded(null)).toBeNull();
  expect(shortened('12.5000')).toBe('12.5');
  expect(shortened('1234')).toBe('1234');
  expect(percent('0.0312')).toBe('3.1%');
});

it('never shows a score on the other side of a colour', () => {
  expect(shownScore('79.998')).toBe('79.998');
  expect(shownScore('79.96', 1)).toBe('79.96');
  expect(shownScore('79.94', 1)).toBe('79.9');
  expect(shownScore('82.998')).toBe('83.00');
  expect(shownScore('80.0000001')).toBe('80.00');
  expect(shownScore('99.99999999999999')).toMatch(/^99\.9+$/u);
});

it('signs a change, and a change that rounds to nothing has no sign', () => {
  expect(signed('0.425')).toMatch(/^\+0\.4[23]$/u);
  expect(signed('-1.2')).toBe('−1.20');
  expect(signed('-0.001')).toBe('0.00');
  expect(signed(null)).toBeNull();
});

it('takes a difference exactly', () => {
  expect(difference('0.3', '0.1')).toBe('0.2');
  expect(difference('0.3', null)).toBeNull();
});

it('stands on the scale between the floor and 100', () => {
  expect(shareOfScale('80', 60)).toBe(0.5);
  expect(shareOfScale('40', 60)).toBe(0);
  expect(shareOfScale(null, 60)).toBeNull();
});
