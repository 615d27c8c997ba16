import type { SignalRule } from '#shared/domain/signals/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import type { Versioned } from '#data/kernel/index.ts';
import type { ReadDb, WriteTx } from '#data/store/index.ts';

/** Up to where a rule was held against the data. */
export interface Progress {
  readonly hash: string;
  readonly seenBatch: number;
  readonly undone: number;
  readonly asOf: string;
  readonly evaluatedAt: string;
}

export async function progressByRule(db: ReadDb): Promise<ReadonlyMap<string, Progress>> {
  const rows = await db.selectFrom('signal_progress').selectAll().execute();
  return new Map(rows.map((row) => [row.rule_id, { hash: row.hash, seenBatch: row.seen_batch, undone: row.undone_count, asOf: row.as_of, evaluatedAt: row.evaluated_at }]));
}

export async function saveProgress(tx: WriteTx, rule: string, progress: Progress): Promise<void> {
  const columns = { hash: progress.hash, seen_batch: progress.seenBatch, undone_count: progress.undone, as_of: progress.asOf, evaluated_at: progress.evaluatedAt };
  await tx.insertInto('signal_progress').values({ rule_id: rule, ...columns }).onConflict((conflict) => conflict.column('rule_id').doUpdateSet(columns)).execute();
}

/**
 * Keeps the text of a rule version the first time it is used.
 *
 * @throws AppError RESOURCE_INVALID when the text of a version changed: what it raised before would no longer be what it says
 */
export async function keepRule(tx: WriteTx, { value, hash }: Versioned<SignalRule>, at: string): Promise<void> {
  const known = await tx.selectFrom('signal_rule').select('hash').where('rule_id', '=', value.id).where('version', '=', value.version).executeTakeFirst();
  if (known === undefined) {
    await tx.insertInto('signal_rule').values({ rule_id: value.id, version: value.version, hash, content: canonicalJson(value), first_used_at: at }).execute();
  } else if (known.hash !== hash) {
    throw new AppError('RESOURCE_INVALID', `The rule ${value.id} was changed without a new version.`, { file: `signals/${value.id}@${String(value.version)}.json`, path: 'version', reason: 'this version was used with another text' });
  }
}

/** Rules that are switched off, with the reason. */
export interface Switch {
  readonly active: boolean;
  readonly reason: string;
  readonly at: string;
  readonly by: string;
}

export async function switches(db: ReadDb): Promise<ReadonlyMap<string, Switch>> {
  const rows = await db.selectFrom('signal_switch').selectAll().execute();
  return new Map(rows.map((row) => [row.rule_id, { active: row.active === 1, reason: row.reason, at: row.changed_at, by: row.changed_by }]));
}

export async function saveSwitch(tx: WriteTx, rule: string, { active, reason, at, by }: Switch): Promise<void> {
  const columns = { active: active ? 1 : 0, reason, changed_at: at, changed_by: by };
  await tx.insertInto('signal_switch').values({ rule_id: rule, ...columns }).onConflict((conflict) => conflict.column('rule_id').doUpdateSet(columns)).execute();
}
