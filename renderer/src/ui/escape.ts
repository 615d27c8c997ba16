import { onActivated, onBeforeUnmount, onDeactivated, onMounted } from 'vue';

const OVERLAYS = '.el-overlay, .el-popper[aria-hidden="false"]';

/** Whether a dialog, a menu or a pop-over is on screen. */
export function overlayOpen(): boolean {
  return [...document.querySelectorAll<HTMLElement>(OVERLAYS)].some((element) => element.offsetParent !== null || getComputedStyle(element).display !== 'none');
}

/** Esc leaves the page, unless it closes a dialog, a menu, or leaves a field first. */
export function useEscape(leave: () => void): void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || overlayOpen()) return;
    if (event.target instanceof HTMLElement && event.target.matches('input, textarea, select, [contenteditable="true"]')) {
      event.target.blur();
      return;
    }
    leave();
  };
  // Before the dialog itself hears of it: afterwards it is gone and would not be found.
  const on = (): void => document.addEventListener('keydown', onKey, true);
  const off = (): void => document.removeEventListener('keydown', onKey, true);
  onMounted(on);
  onActivated(on);
  onDeactivated(off);
  onBeforeUnmount(off);
}
