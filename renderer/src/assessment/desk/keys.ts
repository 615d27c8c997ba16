import { onBeforeUnmount, onMounted } from 'vue';

const FIELDS = 'input:not([type=radio]):not([type=checkbox]):not([type=button]), textarea, select, [contenteditable="true"]';

/** True while a dialog, a drawer or a menu has the keyboard. */
function overlayOpen(): boolean {
  return [...document.querySelectorAll<HTMLElement>('.el-overlay, .el-popper[aria-hidden="false"]')].some((element) => getComputedStyle(element).display !== 'none');
}

/**
 * Keys of a page; the handler returns true where it took the key. Not asked while something is typed into a field
 * or an overlay is open, so that letters stay letters and a field keeps its own way of undoing.
 */
export function useKeys(handle: (event: KeyboardEvent) => boolean): void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.target instanceof HTMLElement && event.target.matches(FIELDS)) return;
    if (overlayOpen()) return;
    if (handle(event)) event.preventDefault();
  };
  onMounted(() => document.addEventListener('keydown', onKey));
  onBeforeUnmount(() => document.removeEventListener('keydown', onKey));
}

const plain = (event: KeyboardEvent): boolean => !event.ctrlKey && !event.altKey && !event.metaKey;

/** -1 up (k, ArrowUp), 1 down (j, ArrowDown), null for other keys. */
export function stepKey(event: KeyboardEvent): -1 | 1 | null {
  if (!plain(event) || event.shiftKey) return null;
  if (event.key === 'j' || event.key === 'ArrowDown') return 1;
  return event.key === 'k' || event.key === 'ArrowUp' ? -1 : null;
}

/** 1-5 means probability, Shift+1-5 impact, whatever the keyboard writes for it; null for other keys. */
export function scoreKey(event: Pick<KeyboardEvent, 'code' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>): { readonly axis: 'p' | 'q'; readonly level: number } | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  const digit = /^(?:Digit|Numpad)([1-9])$/u.exec(event.code)?.[1];
  return digit === undefined ? null : { axis: event.shiftKey ? 'q' : 'p', level: Number(digit) };
}

/** Ctrl+Z, Ctrl+Y and Ctrl+Shift+Z. */
export function undoKey(event: KeyboardEvent): 'undo' | 'redo' | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const key = event.key.toLowerCase();
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
  return key === 'y' ? 'redo' : null;
}
