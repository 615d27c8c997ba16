import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import { mappedColumn, type InterruptedImport, type ResumedImport } from '#shared/contract/intake.ts';
import { AppError } from '#shared/errors/index.ts';
import type { CallContext } from '#data/kernel/index.ts';
import type { Store } from '#data/store/index.ts';
import type { LoadJob } from './load/job.ts';

/** Imports under way in this process; the others that the store knows of were interrupted. */
const underWay = new WeakMap<Store, Set<string>>();

function running(store: Store): Set<string> {
  const ids = underWay.get(store) ?? new Set<string>();
  underWay.set(store, ids);
  return ids;
}

/**
 * Runs an import that the store knows of meanwhile, so that one that a crash cuts off is offered on the next start. The note goes
 * with the batch's own commit: an import that is in is never offered.
 */
export async function noted<T>({ store, ids }: CallContext, job: LoadJob, run: (job: LoadJob) => Promise<T>): Promise<T> {
  const id = ids.next();
  const file = await stat(job.path).catch(() => null);
  running(store).add(id);
  try {
    await store.write(async (tx) => {
      await sql`INSERT INTO import_run (id, path, size, modified_at, category, sheet, sender, mapping, started_at, started_by)
        VALUES (${id}, ${job.path}, ${file?.size ?? 0}, ${file?.mtime.toISOString() ?? ''}, ${job.category.id}, ${job.sheet}, ${job.sender}, ${JSON.stringify(job.mapping)}, ${job.at}, ${job.actor})`.execute(tx);
    });
    return await run({ ...job, run: id });
  } finally {
    running(store).delete(id);
    await forget(store, id);
  }
}

async function forget(store: Store, id: string): Promise<void> {
  await store.write(async (tx) => {
    await sql`DELETE FROM import_run WHERE id = ${id}`.execute(tx);
  });
}

const stored = z.object({
  id: z.string(), path: z.string(), size: z.number(), modified_at: z.string(), category: z.string(), sheet: z.string().nullable(), sender: z.string(),
  mapping: z.string().transform((text, refine) => {
    const read = z.array(mappedColumn).safeParse(JSON.parse(text));
    if (read.success) return read.data;
    refine.addIssue('not a mapping');
    return z.NEVER;
  }),
  started_at: z.string(), begun_by: z.string(),
});
type Stored = z.infer<typeof stored>;

async function leftOver(store: Store): Promise<Stored[]> {
  const { rows } = await sql`SELECT import_run.*, coalesce(account.display_name, started_by) AS begun_by FROM import_run LEFT JOIN account ON account.id = started_by ORDER BY started_at, import_run.id`.execute(store.db);
  return z.array(stored).parse(rows).filter(({ id }) => !running(store).has(id));
}

/** What was under way when the program ended, the oldest first, and whether its file is still what it was. */
export async function interruptedImports({ store }: CallContext): Promise<InterruptedImport[]> {
  return await Promise.all(
    (await leftOver(store)).map(async (run) => ({
      id: run.id, fileName: basename(run.path), category: run.category, sender: run.sender, startedAt: run.started_at, startedBy: run.begun_by, file: await fileState(run),
    })),
  );
}

async function fileState({ path, size, modified_at }: Stored): Promise<InterruptedImport['file']> {
  const now = await stat(path).catch(() => null);
  if (now === null) return 'gone';
  return now.size === size && now.mtime.toISOString() === modified_at ? 'same' : 'changed';
}

/**
 * Gives an interrupted import back to the window: the file, and how it was to be read. It is no longer offered then.
 *
 * @throws AppError NOT_FOUND; FILE_NOT_FOUND where the file is gone, and the offer stays for when it is back
 */
export async function resumeImport({ store, grants }: CallContext, id: string): Promise<ResumedImport> {
  const run = (await leftOver(store)).find((candidate) => candidate.id === id);
  if (run === undefined) throw notFound();
  if ((await fileState(run)) === 'gone') throw new AppError('FILE_NOT_FOUND', `There is no file ${run.path}.`, { path: run.path });
  await forget(store, id);
  return { file: grants.grant(run.path, 'read'), category: run.category, sheet: run.sheet, sender: run.sender, mapping: run.mapping };
}

/** @throws AppError NOT_FOUND */
export async function dismissImport({ store }: CallContext, id: string): Promise<void> {
  if (!(await leftOver(store)).some((run) => run.id === id)) throw notFound();
  await forget(store, id);
}

function notFound(): AppError {
  return new AppError('NOT_FOUND', 'This import is no longer offered.');
}
