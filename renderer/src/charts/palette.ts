import type { InjectionKey, Ref } from 'vue';

/** Whether the dark colours are on screen; provided by the shell, because charts draw colours and not classes. */
export const DARK: InjectionKey<Readonly<Ref<boolean>>> = Symbol('dark');

/** The colours of theme/tokens.css, for the pure option builders. */
export interface Palette {
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly surface: string;
  readonly sunken: string;
  readonly accent: string;
  readonly second: string;
  readonly low: string;
  readonly medium: string;
  readonly high: string;
  readonly missing: string;
}

export const LIGHT_PALETTE: Palette = {
  text: '#1c222a', muted: '#586271', line: '#dde1e6', surface: '#ffffff', sunken: '#eceef1', accent: '#1d5a9e', second: '#6f8fb5',
  low: '#0f766e', medium: '#935d00', high: '#9b1c1c', missing: '#6b7480',
};

export const DARK_PALETTE: Palette = {
  text: '#e2e6eb', muted: '#a2adba', line: '#303842', surface: '#1b2027', sunken: '#242b33', accent: '#82b3e8', second: '#5b7fa8',
  low: '#4fc2b4', medium: '#e3ab45', high: '#f28b82', missing: '#97a1ad',
};
