import { computed, type ComputedRef, type WritableComputedRef } from 'vue';
import { createI18n } from 'vue-i18n';
import type { Bilingual } from '#shared/domain/catalogue/index.ts';
import { recall, remember } from '@/preferences.ts';
import { en } from './en/index.ts';
import type { Leaves } from './keys.ts';
import { zh } from './zh-CN/index.ts';

export type { SameKeys } from './keys.ts';
export type Language = 'zh-CN' | 'en';
export type MessageKey = Leaves<typeof zh>;
type Params = Readonly<Record<string, string | number>>;

function firstLanguage(): Language {
  return recall('language') === 'en' ? 'en' : 'zh-CN';
}

export const i18n = createI18n({
  legacy: false,
  locale: firstLanguage(),
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zh, en },
  missingWarn: false,
  fallbackWarn: false,
});

/** The part of the composer we use: its own types walk the whole message tree, our keys are checked by {@link t}. */
interface Words {
  t(key: string, params: Params): string;
  te(key: string, locale: string): boolean;
  readonly locale: WritableComputedRef<string>;
}
const words = i18n.global as unknown as Words;

/** The language on screen. */
export const language: ComputedRef<Language> = computed(() => (words.locale.value === 'en' ? 'en' : 'zh-CN'));

export function setLanguage(next: Language): void {
  words.locale.value = next;
  remember('language', next);
  document.documentElement.lang = next;
}

/** The words of a key in the language on screen; follows the language when read in a template or computed. */
export function t(key: MessageKey, params: Params = {}): string {
  return words.t(key, params);
}

/** Words for a code that comes from outside (an audit action, a reject reason): `fallback` when none are known. */
export function tCode(prefix: string, code: string, params: Params = {}, fallback = code): string {
  const key = `${prefix}.${code}`;
  return words.te(key, 'zh-CN') ? words.t(key, params) : fallback;
}

/** The side of a bilingual name that belongs on screen. */
export function pick(name: Bilingual): string {
  return language.value === 'en' ? name.en : name.zh;
}

/** A unit of the catalogue in the language on screen. */
export function unitWord(unit: string): string {
  return tCode('units', unit);
}

/** Names of audit details that have words, in the order in which they are read. */
export const auditFields: readonly string[] = Object.keys(zh.audit.fields);

/** Every action of the audit chain that has words, as `kind.what`, for a list to choose from. */
export const auditActions: readonly string[] = Object.entries(zh.audit.actions).flatMap(([kind, actions]) => Object.keys(actions).map((name) => `${kind}.${name}`));
