import type { watchContract } from '#shared/contract/watch.ts';
import type { CoreContext, Handlers } from '#data/kernel/index.ts';
import type { Store } from '#data/store/index.ts';
import { Watcher } from './watcher.ts';

/** How long a file must stand unchanged before it is taken, and how often the folder is looked at. */
const GAP_MS = 5000;
const watchers = new WeakMap<Store, Watcher>();

function watcherOf(context: CoreContext): Watcher {
  const known = watchers.get(context.store) ?? new Watcher(context);
  watchers.set(context.store, known);
  return known;
}

export const watchHandlers: Handlers<typeof watchContract> = {
  'watch.state': (_input, context) => watcherOf(context).state(),
  'watch.start': async (input, context) => {
    const watcher = watcherOf(context);
    await watcher.start(context.grants.path(input.folder, 'read'), context);
    return watcher.state();
  },
  'watch.stop': async (_input, context) => {
    const watcher = watcherOf(context);
    await watcher.stop(context);
    return watcher.state();
  },
};

/** Looks at the folder again and again while the program runs; gives what ends it. */
export function followFolder(context: CoreContext): () => void {
  const timer = setInterval(() => {
    watcherOf(context).look().catch((error: unknown) => {
      context.log('error', 'the watched folder could not be looked at', { error: error instanceof Error ? error.message : String(error) });
    });
  }, GAP_MS).unref();
  return () => {
    clearInterval(timer);
  };
}
