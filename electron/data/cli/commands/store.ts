import { randomBytes } from 'node:crypto';
import { createAccount } from '#data/access/index.ts';
import { exportChain, verifyChain, verifyExport } from '#data/audit/index.ts';
import { backupStore, openStore, restoreStore } from '#data/store/index.ts';
import { readOptions } from '../options.ts';
import { cliActor, withCore } from '../program.ts';
import { UsageError } from '../usage.ts';
import type { Outcome } from './outcome.ts';

/** Makes a store with a first administrator, whose one-time password must be changed at the first sign-in. */
export function init(args: readonly string[]): Promise<Outcome> {
  const options = readOptions(args, { values: ['db'] });
  return withCore(options.required('db'), 'create', async (core) => {
    const oneTimePassword = `${randomBytes(9).toString('base64url')}-7x`;
    const username = 'admin';
    await createAccount(core.context, cliActor().id, { username, displayName: '系统管理员', role: 'admin', password: oneTimePassword, mustChange: true });
    return { output: { store: core.context.store.path, administrator: { username, oneTimePassword } } };
  });
}

export async function audit(args: readonly string[]): Promise<Outcome> {
  const [action, ...rest] = args;
  const options = readOptions(rest, { values: ['db', 'from', 'out'] });
  switch (action) {
    case 'verify': {
      const from = options.optional('from');
      const verdict = from === undefined
        ? await withStore(options.required('db'), (store) => verifyChain(store.db))
        : await verifyExport(from);
      return { output: verdict, failed: !verdict.ok };
    }
    case 'export': {
      const path = options.required('out');
      return { output: { path, ...(await withStore(options.required('db'), (store) => exportChain(store.db, path))) } };
    }
    default:
      throw new UsageError('audit takes: verify, export.');
  }
}

export async function backup(args: readonly string[]): Promise<Outcome> {
  const options = readOptions(args, { values: ['db', 'out'] });
  const path = options.required('out');
  return { output: { path, ...(await withStore(options.required('db'), (store) => Promise.resolve(backupStore(store, path)))) } };
}

export function restore(args: readonly string[]): Promise<Outcome> {
  const options = readOptions(args, { values: ['db', 'from'] });
  const path = options.required('db');
  return Promise.resolve({ output: { path, ...restoreStore(options.required('from'), path) } });
}

async function withStore<T>(path: string, work: (store: ReturnType<typeof openStore>) => Promise<T>): Promise<T> {
  const store = openStore(path, { mode: 'existing' });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
