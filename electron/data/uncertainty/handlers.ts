import type { UncertaintyRunHead, UncertaintyView } from '#shared/contract/index.ts';
import type { uncertaintyContract } from '#shared/contract/uncertainty.ts';
import { uncertaintyResultSchema, uncertaintySettingsSchema } from '#shared/domain/uncertainty/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { loadCase } from '#data/assessment/index.ts';
import type { CallContext, Handlers } from '#data/kernel/index.ts';
import { inputOf, textOf } from './input.ts';
import { accountNames, runHeads, runOf, type RunHeadRow } from './run-repository.ts';
import { startRun } from './run.ts';

export const uncertaintyHandlers: Handlers<typeof uncertaintyContract> = {
  'uncertainty.get': view,
  'uncertainty.run': (input, context) => startRun(context, input.id, input.settings),
};

async function view({ id, run }: { readonly id: UncertaintyView['assessment']; readonly run?: string | undefined }, context: CallContext): Promise<UncertaintyView> {
  const { store: { db }, libraries, actor } = context;
  const one = await loadCase(db, libraries, id);
  const [rows, names, now] = [await runHeads(db, id), await accountNames(db), textOf(inputOf(one)).hash];
  const runs = rows.map((row) => headOf(row, names, now));
  const wanted = run ?? rows[0]?.id;
  const head = runs.find((one) => one.id === wanted);
  const mayRun = actor.permissions.has('assessment.score') && one.head.state !== 'decided';
  if (wanted === undefined) return { assessment: id, runs, shown: null, mayRun };
  const { result } = await runOf(db, id, wanted);
  if (head === undefined) throw new AppError('NOT_FOUND', 'The case has no such run.', { run: wanted });
  return { assessment: id, runs, shown: { ...head, result: kept(result, (value) => uncertaintyResultSchema.parse(value)) }, mayRun };
}

function headOf(row: RunHeadRow, names: ReadonlyMap<string, string>, inputHash: string): UncertaintyRunHead {
  return {
    id: row.id, ranAt: row.ran_at, ranBy: names.get(row.ran_by) ?? row.ran_by, revision: row.revision, settings: kept(row.settings, (value) => uncertaintySettingsSchema.parse(value)), hash: row.result_hash,
    stale: row.input_hash !== inputHash,
  };
}

/** @throws AppError STORE_CORRUPT */
function kept<T>(text: string, parse: (value: unknown) => T): T {
  try {
    return parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('STORE_CORRUPT', 'A kept run cannot be read.', { finding: String(cause).slice(0, 500) }, { cause });
  }
}
