import { z } from 'zod';
import type { PlaceFinding, QualityRunView } from '#shared/contract/index.ts';
import type { ReadDb, WriteTx } from '#data/store/index.ts';
import type { RuleOutcome } from './evaluate.ts';

const rowIdsText = z.array(z.int().positive());
const placesText = z.array(z.strictObject({ place: z.string(), name: z.string(), month: z.string().nullable(), value: z.string(), expected: z.string() }));

export interface NewRun {
  readonly startedAt: string;
  readonly startedBy: string;
  readonly milliseconds: number;
  readonly rulesVersion: number;
  readonly rulesHash: string;
  readonly stateKey: string;
  readonly lastBatch: number;
}

/** Keeps a run and what each rule found, in the caller's transaction. Returns its number. */
export async function keepRun(tx: WriteTx, run: NewRun, outcomes: readonly RuleOutcome[]): Promise<number> {
  const { insertId } = await tx
    .insertInto('quality_run')
    .values({
      started_at: run.startedAt, started_by: run.startedBy, duration_ms: run.milliseconds, rules_version: run.rulesVersion, rules_hash: run.rulesHash,
      state_key: run.stateKey, last_batch: run.lastBatch, rule_count: outcomes.length,
      failing_count: outcomes.filter(({ found }) => found > 0).length,
      found_count: outcomes.reduce((sum, { found }) => sum + found, 0),
    })
    .executeTakeFirstOrThrow();
  const id = Number(insertId);
  for (const { rule, checked, found, skipped, rowIds, places } of outcomes) {
    await tx
      .insertInto('quality_finding')
      .values({ run_id: id, rule_id: rule.id, category: rule.category, severity: rule.severity, checked, found, skipped, row_ids: JSON.stringify(rowIds), places: JSON.stringify(places) })
      .execute();
  }
  return id;
}

/** Runs with the state of the store that each was made from, newest first. */
export async function newestRuns(db: ReadDb, limit: number): Promise<readonly (QualityRunView & { readonly stateKey: string })[]> {
  const rows = await db
    .selectFrom('quality_run')
    .leftJoin('account', 'account.id', 'quality_run.started_by')
    .selectAll('quality_run')
    .select('account.display_name')
    .orderBy('quality_run.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id, startedAt: row.started_at, startedBy: row.display_name ?? row.started_by, seconds: row.duration_ms / 1000,
    rulesVersion: row.rules_version, rulesHash: row.rules_hash, lastBatch: row.last_batch,
    rules: row.rule_count, failing: row.failing_count, found: row.found_count, stateKey: row.state_key,
  }));
}

export interface FindingCounts {
  readonly checked: number;
  readonly found: number;
  readonly skipped: 'noRows' | null;
}

/** What each rule found in a run, by rule. */
export async function countsOfRun(db: ReadDb, run: number): Promise<ReadonlyMap<string, FindingCounts>> {
  const rows = await db.selectFrom('quality_finding').select(['rule_id', 'checked', 'found', 'skipped']).where('run_id', '=', run).execute();
  return new Map(rows.map(({ rule_id: rule, checked, found, skipped }) => [rule, { checked, found, skipped: skipped === null ? null : 'noRows' }]));
}

/** What one rule found in the newest run that had it, with the rows and places kept; null before the first. */
export async function newestFinding(db: ReadDb, rule: string): Promise<{ readonly rowIds: readonly number[]; readonly places: readonly PlaceFinding[] } | null> {
  const row = await db.selectFrom('quality_finding').select(['row_ids', 'places']).where('rule_id', '=', rule).orderBy('run_id', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? null : { rowIds: rowIdsText.parse(JSON.parse(row.row_ids)), places: placesText.parse(JSON.parse(row.places)) };
}

/** Oldest first, at most `limit` of the newest. */
export async function historyOf(db: ReadDb, rule: string, limit: number): Promise<readonly { readonly run: number; readonly at: string; readonly checked: number; readonly found: number }[]> {
  const rows = await db
    .selectFrom('quality_finding')
    .innerJoin('quality_run', 'quality_run.id', 'quality_finding.run_id')
    .select(['quality_run.id as run', 'quality_run.started_at as at', 'quality_finding.checked', 'quality_finding.found'])
    .where('quality_finding.rule_id', '=', rule)
    .orderBy('quality_run.id', 'desc')
    .limit(limit)
    .execute();
  return rows.reverse();
}

/** Number of the newest batch, taken back or not; 0 without any. */
export async function newestBatch(db: ReadDb): Promise<number> {
  const row = await db.selectFrom('batch').select((e) => e.fn.max<number | null>('id').as('id')).executeTakeFirst();
  return row?.id ?? 0;
}
