import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';
import { APP_ORIGIN } from './security/index.ts';

/** The one window: sandboxed, isolated, no Node; shown when it has something to show. */
export function createWindow(dev: string | null): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1100,
    minHeight: 680,
    show: false,
    autoHideMenuBar: true,
    title: '枫桥稳评工作站',
    backgroundColor: '#f6f7f8',
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  window.once('ready-to-show', () => { window.show(); });
  void window.loadURL(dev ?? `${APP_ORIGIN}/`);
  return window;
}
