import type { App, Session } from 'electron';
import { APP_ORIGIN } from './csp.ts';

/** Schemes that never leave the machine. */
const LOCAL = ['app:', 'devtools:', 'data:', 'blob:'];

/** True when a request may go on: the program's own scheme, or the development server while developing. */
export function isAllowedRequest(url: string, dev: string | null): boolean {
  try {
    const parsed = new URL(url);
    if (LOCAL.includes(parsed.protocol)) return true;
    return dev !== null && parsed.host === new URL(dev).host;
  } catch {
    return false;
  }
}

/** Offline by construction: every request outside the app's own scheme is cancelled, and told to `onBlocked`. */
export function lockNetwork(session: Session, dev: string | null, onBlocked: (url: string) => void): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    const allowed = isAllowedRequest(details.url, dev);
    if (!allowed) onBlocked(details.url);
    answer({ cancel: !allowed });
  });
  session.setPermissionRequestHandler((_contents, _permission, answer) => { answer(false); });
  session.setPermissionCheckHandler(() => false);
}

/** No navigation, no new windows, no embedded views: for every web contents there will ever be. */
export function lockContents(app: App, dev: string | null): void {
  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: { preventDefault: () => void }, url: string): void => {
      const own = url.startsWith(`${APP_ORIGIN}/`) || (dev !== null && url.startsWith(dev));
      if (!own) event.preventDefault();
    };
    contents.on('will-navigate', (event) => { stay(event, event.url); });
    contents.on('will-redirect', (event) => { stay(event, event.url); });
    contents.on('will-attach-webview', (event) => { event.preventDefault(); });
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
