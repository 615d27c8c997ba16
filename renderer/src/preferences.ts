/** What this window remembers of its user's taste; nothing of the work. */
export type Preference = 'language' | 'theme' | 'username';

/** Null when nothing is remembered or the page has no storage (unit tests). */
export function recall(name: Preference): string | null {
  try {
    return globalThis.localStorage.getItem(`fengqiao.${name}`);
  } catch {
    return null;
  }
}

export function remember(name: Preference, value: string): void {
  try {
    globalThis.localStorage.setItem(`fengqiao.${name}`, value);
  } catch {
    // A page without storage forgets; that harms nothing.
  }
}
