import type { ShellApi } from '#shared/contract/index.ts';

declare global {
  interface Window {
    /** Put there by the preload script; the only way out of the page. */
    readonly fengqiao: ShellApi<File>;
  }
}

/** The bridge to the shell: dialogs, dropped files, printing. Procedures go through `call`. */
export function shell(): ShellApi<File> {
  return window.fengqiao;
}
