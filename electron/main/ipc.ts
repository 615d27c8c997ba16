import { randomUUID } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { dialog, ipcMain, shell, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import { CHANNELS, type FileToken, type OpenKind, type PickedFile, type SaveKind } from '#shared/contract/index.ts';
import { AppError, toEnvelope, type Reply } from '#shared/errors/index.ts';
import type { DataSupervisor } from './supervisor.ts';

const callSchema = z.tuple([z.string().max(100), z.unknown(), z.string().max(200).nullable()]);
const openKind = z.tuple([z.enum(['table', 'audit', 'definition', 'map', 'folder'])]);
const saveKind = z.tuple([z.enum(['xlsx', 'ndjson', 'sqlite', 'pdf', 'json', 'asNamed']), z.string().max(200)]);
const pathList = z.tuple([z.array(z.string().max(4096)).max(200)]);
const tokenOnly = z.tuple([z.string().max(64)]);

const OPEN_FILTERS: Readonly<Record<OpenKind, Electron.FileFilter[]>> = {
  table: [{ name: 'CSV / Excel / ODS / JSON / ZIP', extensions: ['csv', 'txt', 'tsv', 'xlsx', 'xls', 'et', 'ods', 'json', 'ndjson', 'jsonl', 'zip'] }, { name: '*', extensions: ['*'] }],
  audit: [{ name: 'Audit (NDJSON)', extensions: ['ndjson', 'jsonl'] }],
  definition: [{ name: 'JSON', extensions: ['json'] }],
  map: [{ name: 'GeoJSON', extensions: ['geojson', 'json'] }],
  folder: [],
};
const EXTENSION: Readonly<Record<Exclude<SaveKind, 'asNamed'>, string>> = { xlsx: 'xlsx', ndjson: 'ndjson', sqlite: 'db', pdf: 'pdf', json: 'json' };

/** Registers the channels; every call is checked for its sender and its form before anything is done. */
export function registerIpc(supervisor: DataSupervisor, currentWindow: () => BrowserWindow | null, isTrusted: (event: IpcMainInvokeEvent) => boolean): void {
  const parent = (): BrowserWindow => {
    const window = currentWindow();
    if (window === null) throw new AppError('NOT_PERMITTED', 'There is no window.');
    return window;
  };
  const paths = new Map<string, string>();
  const grant = async (path: string, mode: 'read' | 'write'): Promise<PickedFile> => {
    const token = randomUUID() as FileToken;
    paths.set(token, path);
    await supervisor.grant(token, path, mode);
    return { token, name: basename(path) };
  };
  const handle = <T extends z.ZodType>(channel: string, schema: T, work: (args: z.output<T>, event: IpcMainInvokeEvent) => Promise<unknown>): void => {
    ipcMain.handle(channel, async (event, ...args: unknown[]) => {
      if (!isTrusted(event)) throw new AppError('NOT_PERMITTED', 'Unknown sender.');
      return work(schema.parse(args), event);
    });
  };

  handle(CHANNELS.call, callSchema, ([name, input, session]) => supervisor.call(name, input, session));
  handle(CHANNELS.pickOpen, openKind, async ([kind]) => {
    const chosen = await dialog.showOpenDialog(parent(), { properties: kind === 'folder' ? ['openDirectory', 'createDirectory'] : ['openFile', 'multiSelections'], filters: OPEN_FILTERS[kind] });
    return Promise.all(chosen.filePaths.map((path) => grant(path, 'read')));
  });
  handle(CHANNELS.pickSave, saveKind, async ([kind, name]) => {
    const extension = kind === 'asNamed' ? extname(name).slice(1) : EXTENSION[kind];
    const filters = extension === '' ? [] : [{ name: extension.toUpperCase(), extensions: [extension] }];
    const chosen = await dialog.showSaveDialog(parent(), { defaultPath: name, filters });
    if (chosen.canceled || chosen.filePath === '') return null;
    const path = extension === '' || chosen.filePath.toLowerCase().endsWith(`.${extension.toLowerCase()}`) ? chosen.filePath : `${chosen.filePath}.${extension}`;
    return grant(path, 'write');
  });
  handle(CHANNELS.grantDropped, pathList, async ([dropped]) => {
    const files = await Promise.all(dropped.map(async (path) => ((await isFile(path)) ? path : null)));
    return Promise.all(files.filter((path) => path !== null).map((path) => grant(path, 'read')));
  });
  handle(CHANNELS.reveal, tokenOnly, ([token]) => {
    const path = paths.get(token);
    if (path !== undefined) shell.showItemInFolder(path);
    return Promise.resolve();
  });
  handle(CHANNELS.printPdf, tokenOnly, ([token], event) => printPdf(event, paths.get(token)));
}

async function isFile(path: string): Promise<boolean> {
  if (path === '') return false;
  return stat(path).then((found) => found.isFile(), () => false);
}

async function printPdf(event: IpcMainInvokeEvent, path: string | undefined): Promise<Reply<{ path: string }>> {
  try {
    if (path === undefined) throw new AppError('FILE_NOT_GRANTED', 'Choose where to save first.');
    await writeFile(path, await event.sender.printToPDF({ pageSize: 'A4', landscape: false, printBackground: true, preferCSSPageSize: true }));
    return { ok: true, value: { path } };
  } catch (error) {
    return { ok: false, error: toEnvelope(error) };
  }
}
