import { sql } from 'kysely';
import type { ReadDb } from '#data/store/index.ts';

/** The text of a model, definition or rule asks a category wherever a member of that name holds its id. */
const asks = (text: string, category: string) => sql<boolean>`EXISTS (SELECT 1 FROM json_tree(${sql.ref(text)}) WHERE key = 'category' AND value = ${category})`;

/** Cases whose model asks the category, newest first: under way, or decided since. */
export function assessmentsOn(db: ReadDb, category: string, since: string) {
  return db
    .selectFrom('assessment')
    .innerJoin('proposal', 'proposal.id', 'assessment.proposal_id')
    .innerJoin('library', (join) => join.onRef('library.id', '=', 'assessment.model_id').onRef('library.version', '=', 'assessment.model_version').on('library.kind', '=', 'model'))
    .select(['assessment.id', 'proposal.title', 'assessment.state', 'assessment.decided_at'])
    .where(asks('library.content', category))
    .where((e) => e.or([e('assessment.decided_at', 'is', null), e('assessment.decided_at', '>=', since)]))
    .orderBy('proposal.updated_at', 'desc')
    .execute();
}

/** Runs of the index that were made with the batch, newest month first. */
export function indexRunsOn(db: ReadDb, category: string, batch: number) {
  return db
    .selectFrom('stability_run')
    .select(['id', 'subject', 'month', 'state'])
    .where('last_batch', '>=', batch)
    .where(asks('definition', category))
    .orderBy('month', 'desc')
    .orderBy('subject')
    .execute();
}

/** How many signals of rules over the category looked at the batch, by whether they ended. */
export async function signalsOn(db: ReadDb, category: string, batch: number): Promise<{ readonly open: number; readonly ended: number }> {
  const { open, ended } = await lookedAt(db, category, batch)
    .select([sql<number>`coalesce(sum(signal.ended_at IS NULL), 0)`.as('open'), sql<number>`coalesce(sum(signal.ended_at IS NOT NULL), 0)`.as('ended')])
    .executeTakeFirstOrThrow();
  return { open, ended };
}

/** The latest of those signals, with the name that their rule had. */
export function latestSignalsOn(db: ReadDb, category: string, batch: number, limit: number) {
  return lookedAt(db, category, batch)
    .select(['signal.id', 'signal.level', 'signal.window_from', 'signal.window_to', 'signal.state', sql<string>`json_extract(signal_rule.content, '$.name')`.as('name')])
    .orderBy('signal.raised_at', 'desc')
    .orderBy('signal.id', 'desc')
    .limit(limit)
    .execute();
}

function lookedAt(db: ReadDb, category: string, batch: number) {
  return db
    .selectFrom('signal')
    .innerJoin('signal_rule', (join) => join.onRef('signal_rule.rule_id', '=', 'signal.rule_id').onRef('signal_rule.version', '=', 'signal.rule_version'))
    .where('signal.seen_batch', '>=', batch)
    .where(asks('signal_rule.content', category));
}

export function batchHead(db: ReadDb, id: number): Promise<{ readonly category: string; readonly imported_at: string } | undefined> {
  return db.selectFrom('batch').select(['category', 'imported_at']).where('id', '=', id).executeTakeFirst();
}
