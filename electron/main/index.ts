import { join } from 'node:path';
import { app, Menu, protocol, session, type BrowserWindow } from 'electron';
import { CHANNELS } from '#shared/contract/index.ts';
import { registerIpc } from './ipc.ts';
import { resourcesDir, storePath } from './paths.ts';
import { APP_ORIGIN, APP_SCHEME, lockContents, lockNetwork, serveApp } from './security/index.ts';
import { DataSupervisor } from './supervisor.ts';
import { createWindow } from './window.ts';

/** Set by the development server only; the packaged program has no such origin. */
const dev = app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null);
const profile = process.env['FENGQIAO_PROFILE'];
if (profile !== undefined) app.setPath('userData', profile);

// Chromium has no sandbox for root; only then the flag is given (tests and the guided run), and insisting would end every child process.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
lockContents(app, dev);
Menu.setApplicationMenu(null);

if (!app.requestSingleInstanceLock()) {
  app.quit();
} else {
  let window: BrowserWindow | null = null;
  const supervisor = new DataSupervisor({
    storePath: storePath(),
    resourcesDir: resourcesDir(),
    programVersion: app.getVersion(),
    onEvent: (event) => { window?.webContents.send(CHANNELS.event, event); },
  });

  app.on('second-instance', () => {
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => { app.quit(); });

  let stopped = false;
  app.on('before-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void supervisor.stop().finally(() => {
      stopped = true;
      app.quit();
    });
  });

  void app.whenReady().then(() => {
    lockNetwork(session.defaultSession, dev, (url) => { process.stderr.write(`blocked ${url}\n`); });
    serveApp(protocol, join(import.meta.dirname, '../renderer'));
    registerIpc(supervisor, () => window, (event) => {
      const url = event.senderFrame?.url ?? '';
      const own = url.startsWith(`${APP_ORIGIN}/`) || (dev !== null && url.startsWith(dev));
      return own && event.senderFrame?.parent === null && event.sender === window?.webContents;
    });
    void supervisor.start();
    window = createWindow(dev);
    window.on('closed', () => { window = null; });
  });
}
