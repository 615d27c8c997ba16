import { say, SetupError } from './setup/say.ts';

/** A task takes its arguments and returns the exit status. */
type Task = (args: readonly string[]) => Promise<number>;

const TASKS: Readonly<Record<string, () => Promise<Task>>> = {
  start: async () => (await import('./tasks/start.ts')).start,
  test: async () => (await import('./tasks/test.ts')).test,
  dev: async () => (await import('./tasks/dev.ts')).dev,
  build: async () => (await import('./tasks/build.ts')).build,
  package: async () => (await import('./tasks/package.ts')).packageApp,
  bench: async () => (await import('./tasks/bench.ts')).bench,
  kills: async () => (await import('./tasks/kills.ts')).kills,
};

async function main(): Promise<number> {
  const [name, ...args] = process.argv.slice(2);
  const load = name === undefined ? undefined : TASKS[name];
  if (load === undefined) {
    say(`Unknown task ${name ?? ''}; there are ${Object.keys(TASKS).join(', ')} and cli.`);
    return 2;
  }
  // Ctrl-C reaches the children by themselves; this process waits for them and cleans up.
  process.on('SIGINT', () => undefined);
  const task = await load();
  return task(args);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    say(error instanceof SetupError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = 1;
  },
);
