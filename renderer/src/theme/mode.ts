import { computed, readonly, ref, watchEffect } from 'vue';
import { recall, remember } from '@/preferences.ts';

export type ThemeChoice = 'system' | 'light' | 'dark';

const system = window.matchMedia('(prefers-color-scheme: dark)');
const systemDark = ref(system.matches);
system.addEventListener('change', (event) => {
  systemDark.value = event.matches;
});

const stored = recall('theme');
const choice = ref<ThemeChoice>(stored === 'light' || stored === 'dark' ? stored : 'system');

export const themeChoice = readonly(choice);

/** True when the dark colours are on screen. */
export const isDark = computed(() => (choice.value === 'system' ? systemDark.value : choice.value === 'dark'));

export function setThemeChoice(next: ThemeChoice): void {
  choice.value = next;
  remember('theme', next);
}

watchEffect(() => document.documentElement.classList.toggle('dark', isDark.value));
