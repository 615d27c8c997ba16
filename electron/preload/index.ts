import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { CHANNELS } from '#shared/contract/channels.ts';
import type { CoreEvent, ShellApi } from '#shared/contract/index.ts';

/** The one bridge: a fixed set of functions, each on its own channel; no general messaging reaches the page. */
const api: ShellApi<File> = {
  call: (name, input, session) => ipcRenderer.invoke(CHANNELS.call, name, input, session),
  onEvent(listener) {
    const forward = (_event: unknown, event: CoreEvent): void => { listener(event); };
    ipcRenderer.on(CHANNELS.event, forward);
    return () => { ipcRenderer.off(CHANNELS.event, forward); };
  },
  pickOpen: (kind) => ipcRenderer.invoke(CHANNELS.pickOpen, kind),
  pickSave: (kind, suggestedName) => ipcRenderer.invoke(CHANNELS.pickSave, kind, suggestedName),
  // A page cannot make up the path of a File: the browser itself filled it in when the user chose or dropped it.
  grantDropped: (files) => ipcRenderer.invoke(CHANNELS.grantDropped, files.map((file) => webUtils.getPathForFile(file))),
  reveal: (token) => ipcRenderer.invoke(CHANNELS.reveal, token),
  printPdf: (token) => ipcRenderer.invoke(CHANNELS.printPdf, token),
  platform: process.platform,
};

contextBridge.exposeInMainWorld('fengqiao', api);
