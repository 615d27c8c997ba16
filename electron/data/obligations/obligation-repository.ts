import type { AssessmentId, ProposalId } from '#shared/contract/index.ts';
import type { AssessmentState } from '#shared/contract/proposals.ts';
import { ASSESSMENT_STATES } from '#shared/domain/assessment/index.ts';
import { OBLIGATION_ACTIONS, type ObligationCase, type ObligationMark } from '#shared/domain/obligations/index.ts';
import { chinaDay } from '#shared/domain/supply/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { groupBy } from '#shared/util/group-by.ts';
import type { ReadDb, WriteTx } from '#data/store/index.ts';

export interface EnteredMatter {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly decisionType: string;
  readonly year: number;
  readonly basis: string;
}

/** The latest entered first. */
export async function readMatters(db: ReadDb): Promise<EnteredMatter[]> {
  const rows = await db.selectFrom('obligation_matter').selectAll().orderBy('created_at', 'desc').orderBy('id', 'desc').execute();
  return rows.map(({ id, title, unit, decision_type: decisionType, year, basis }) => ({ id, title, unit, decisionType, year, basis }));
}

export async function insertMatter(tx: WriteTx, { decisionType, ...matter }: EnteredMatter, at: string, by: string): Promise<void> {
  await tx.insertInto('obligation_matter').values({ ...matter, decision_type: decisionType, created_at: at, created_by: by }).execute();
}

export interface StoredMark extends ObligationMark {
  readonly at: string;
  /** Display name, or the id where there is none. */
  readonly by: string;
}

/** Marks by key, each in the order in which they were entered; of all matters, or of one. */
export async function readMarks(db: ReadDb, key?: string): Promise<ReadonlyMap<string, readonly StoredMark[]>> {
  const rows = await db
    .selectFrom('obligation_mark as m')
    .leftJoin('account as a', 'a.id', 'm.by')
    .select(['m.key', 'm.at', 'm.by', 'm.action', 'm.proposal_id', 'm.reason_id', 'm.text', 'm.decided_on', 'a.display_name'])
    .$if(key !== undefined, (query) => query.where('m.key', '=', key ?? ''))
    .orderBy('m.key')
    .orderBy('m.position')
    .execute();
  const marks = rows.map((row) => ({
    key: row.key, at: row.at, by: row.display_name ?? row.by, action: known(OBLIGATION_ACTIONS, row.action, 'obligation_mark.action'), proposalId: row.proposal_id, reasonId: row.reason_id, text: row.text, decidedOn: row.decided_on,
  }));
  return groupBy(marks, (mark) => mark.key);
}

export async function insertMark(tx: WriteTx, key: string, position: number, { action, proposalId, reasonId, text, decidedOn }: ObligationMark, at: string, by: string): Promise<void> {
  await tx.insertInto('obligation_mark').values({ key, position, at, by, action, proposal_id: proposalId, reason_id: reasonId, text, decided_on: decidedOn }).execute();
}

export interface LedgerCase extends ObligationCase {
  readonly proposalId: ProposalId;
  readonly assessmentId: AssessmentId;
  readonly projectCode: string | null;
  readonly title: string;
  readonly state: AssessmentState;
}

/** Every case, the latest changed first. */
export async function readCases(db: ReadDb): Promise<LedgerCase[]> {
  const rows = await db
    .selectFrom('proposal as p')
    .innerJoin('assessment as a', 'a.proposal_id', 'p.id')
    .select(['p.id', 'a.id as assessment_id', 'p.project_code', 'p.title', 'a.state', 'a.decided_at'])
    .orderBy('p.updated_at', 'desc')
    .orderBy('p.id')
    .execute();
  return rows.map((row) => ({
    proposalId: row.id as ProposalId, assessmentId: row.assessment_id as AssessmentId, projectCode: row.project_code, title: row.title, state: known(ASSESSMENT_STATES, row.state, 'assessment.state'),
    decided: row.decided_at !== null, decidedOn: row.decided_at === null ? null : chinaDay(new Date(row.decided_at)),
  }));
}

function known<T extends string>(words: readonly T[], text: string, column: string): T {
  const word = words.find((one) => one === text);
  if (word === undefined) throw new AppError('STORE_CORRUPT', `The store holds an unknown value in ${column}.`, { column, finding: text });
  return word;
}
