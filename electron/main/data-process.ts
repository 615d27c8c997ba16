import { fork } from 'node:child_process';
import { utilityProcess } from 'electron';
import type { FromData, ToData } from '../data/hosts/protocol.ts';
import { builtFile, forkedNode } from './paths.ts';

/** A running data process, whichever way it was started. */
export interface DataLink {
  send(message: ToData): void;
  onMessage(listener: (message: FromData) => void): void;
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

/** The SQLite driver needs Node-API 10; an older Electron runs the data process on a Node of its own. */
export function needsFork(): boolean {
  return Number(process.versions['napi'] ?? '0') < 10;
}

export function startDataProcess(): DataLink {
  return needsFork() ? startForked() : startUtility();
}

function startUtility(): DataLink {
  const child = utilityProcess.fork(builtFile('data-process.js', false), [], { serviceName: 'Fengqiao data' });
  return {
    send: (message) => { child.postMessage(message); },
    onMessage: (listener) => { child.on('message', listener); },
    onExit: (listener) => { child.on('exit', listener); },
    kill: () => { child.kill(); },
  };
}

function startForked(): DataLink {
  const node = forkedNode();
  if (node === null) throw new Error('This runtime needs a Node of version 24 for its data process (FENGQIAO_NODE).');
  const child = fork(builtFile('data-process.js', true), [], { execPath: node, serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return {
    send: (message) => { if (child.connected) child.send(message); },
    // Both ends are built together from hosts/protocol.ts.
    onMessage: (listener) => { child.on('message', (message) => { listener(message as FromData); }); },
    onExit: (listener) => { child.on('exit', listener); },
    kill: () => { child.kill(); },
  };
}
