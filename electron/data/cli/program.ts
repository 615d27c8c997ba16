import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { PERMISSIONS } from '#shared/domain/access/index.ts';
import { createDataCore, type DataCore } from '#data/core/index.ts';
import type { Actor } from '#data/kernel/index.ts';

const ROOT = join(import.meta.dirname, '../../..');

export const RESOURCES = join(ROOT, 'resources');

export function programVersion(): string {
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))).version;
}

/** The command line acts for whoever may run it on this machine; the audit chain names that account of the system. */
export function cliActor(): Actor {
  const name = `cli:${userInfo().username}`;
  return { id: name, name, role: 'cli', permissions: new Set(PERMISSIONS) };
}

/** Opens the core on a store, does the work, closes it whatever happens. */
export async function withCore<T>(db: string, mode: 'existing' | 'create', work: (core: DataCore) => Promise<T>): Promise<T> {
  const core = await createDataCore({
    storePath: db,
    mode,
    resourcesDir: RESOURCES,
    intakeWorker: new URL('../intake/worker.ts', import.meta.url),
    programVersion: programVersion(),
    log: (level, message, fields) => { process.stderr.write(`${level}: ${message}${fields === undefined ? '' : ` ${JSON.stringify(fields)}`}\n`); },
  });
  try {
    return await work(core);
  } finally {
    await core.close();
  }
}
