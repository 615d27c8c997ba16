import type { Selectable } from 'kysely';
import type { DissentId } from '#shared/contract/index.ts';
import { dissentAboutSchema, dissentStanding, DISSENT_CAPACITIES, DISSENT_REPLIES, type DissentAbout, type DissentCapacity, type DissentReplyAction, type DissentStanding } from '#shared/domain/dissent/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { groupBy } from '#shared/util/group-by.ts';
import type { ReadDb, StoreSchema, WriteTx } from '#data/store/index.ts';

export interface StoredReply {
  readonly action: DissentReplyAction;
  readonly text: string;
  /** Account id. */
  readonly by: string;
  /** Its display name on the day. */
  readonly name: string;
  readonly at: string;
}

export interface StoredDissent {
  readonly id: DissentId;
  readonly by: string;
  readonly name: string;
  readonly capacity: DissentCapacity;
  readonly at: string;
  readonly about: DissentAbout;
  readonly text: string;
  readonly revision: number;
  readonly afterDecision: boolean;
  readonly replies: readonly StoredReply[];
  readonly standing: DissentStanding;
}

/** Oldest first. @throws AppError STORE_CORRUPT */
export async function readDissents(db: ReadDb, assessment: string): Promise<StoredDissent[]> {
  const rows = await db.selectFrom('dissent').selectAll().where('assessment_id', '=', assessment).orderBy('position').execute();
  if (rows.length === 0) return [];
  const replies = groupBy(await db.selectFrom('dissent_reply').selectAll().where('dissent_id', 'in', rows.map(({ id }) => id)).orderBy('position').execute(), ({ dissent_id }) => dissent_id);
  return rows.map((row) => {
    const said = (replies.get(row.id) ?? []).map(({ action, text, by, name, at }): StoredReply => ({ action: known(action, DISSENT_REPLIES), text, by, name, at }));
    return {
      id: row.id as DissentId, by: row.by, name: row.name, capacity: known(row.capacity, DISSENT_CAPACITIES), at: row.at, about: aboutOf(row), text: row.text,
      revision: row.case_revision, afterDecision: row.after_decision === 1, replies: said, standing: dissentStanding(said),
    };
  });
}

/** True where the account is of the case's panel and the panel has been asked. */
export async function isOfPanel(db: ReadDb, assessment: string, account: string): Promise<boolean> {
  const member = await db
    .selectFrom('panel_member as member')
    .innerJoin('panel_round as round', 'round.assessment_id', 'member.assessment_id')
    .select('member.id')
    .where('member.assessment_id', '=', assessment)
    .where('member.account_id', '=', account)
    .executeTakeFirst();
  return member !== undefined;
}

export type NewDissent = Omit<StoredDissent, 'replies' | 'standing'> & { readonly position: number };

export async function insertDissent(tx: WriteTx, assessment: string, { id, position, at, by, name, capacity, about, text, revision, afterDecision }: NewDissent): Promise<void> {
  const level = about.kind === 'level' ? about : null;
  await tx.insertInto('dissent').values({
    id, assessment_id: assessment, position, at, by, name, capacity, about: about.kind, side: level?.side ?? null, holds: level?.holds ?? null,
    factor_id: about.kind === 'factor' ? about.factorId : null, text, case_revision: revision, after_decision: afterDecision ? 1 : 0,
  }).execute();
}

export async function insertReply(tx: WriteTx, dissent: DissentId, position: number, { action, text, by, name, at }: StoredReply): Promise<void> {
  await tx.insertInto('dissent_reply').values({ dissent_id: dissent, position, at, by, name, action, text }).execute();
}

function aboutOf({ about, side, holds, factor_id }: Selectable<StoreSchema['dissent']>): DissentAbout {
  const found = dissentAboutSchema.safeParse(about === 'level' ? { kind: about, side, holds } : about === 'factor' ? { kind: about, factorId: factor_id } : { kind: about });
  if (!found.success) throw new AppError('STORE_CORRUPT', 'The store holds a dissent about something unknown.', { column: 'dissent.about', finding: about });
  return found.data;
}

function known<const T extends string>(text: string, words: readonly T[]): T {
  const word = words.find((one) => one === text);
  if (word === undefined) throw new AppError('STORE_CORRUPT', `The store holds an unknown word ${text} of a dissent.`, { column: 'dissent', finding: text });
  return word;
}
