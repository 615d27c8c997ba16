import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app } from 'electron';

/** Folder of the catalogue, models, methods and regions: beside the packaged program, or in the checkout. */
export function resourcesDir(): string {
  return app.isPackaged ? join(process.resourcesPath, 'app-data') : join(app.getAppPath(), 'resources');
}

/** The store: FENGQIAO_STORE for tests and special set-ups, else the user's own data folder. */
export function storePath(): string {
  const path = process.env['FENGQIAO_STORE'] ?? join(app.getPath('userData'), 'fengqiao.db');
  mkdirSync(dirname(path), { recursive: true });
  return path;
}

/** Built files; what a plain Node has to read stands outside the archive. */
export function builtFile(name: string, outsideArchive: boolean): string {
  const path = join(import.meta.dirname, name);
  return outsideArchive ? path.replace(/app\.asar(?=[\\/])/u, 'app.asar.unpacked') : path;
}

/** Node for the forked data process: FENGQIAO_NODE, else the copy that is packaged with the older runtime. */
export function forkedNode(): string | null {
  const packaged = join(process.resourcesPath, process.platform === 'win32' ? 'node.exe' : 'node');
  return process.env['FENGQIAO_NODE'] ?? (existsSync(packaged) ? packaged : null);
}
