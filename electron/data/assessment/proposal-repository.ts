import { sql } from 'kysely';
import type { AssessmentId, Page, ProposalFields, ProposalId, ProposalRow, ProposalView } from '#shared/contract/index.ts';
import type { AssessmentState } from '#shared/contract/proposals.ts';
import type { Level } from '#shared/domain/grading/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { groupBy } from '#shared/util/group-by.ts';
import type { ReadDb, WriteTx } from '#data/store/index.ts';
import { likePattern } from './like.ts';
import { displayNames, nameOf } from './name-repository.ts';
import { toLevel, toState } from './read-row.ts';

/** A matter as stored, its places in the order given, with the id and the state of its assessment. */
export interface StoredProposal {
  readonly id: ProposalId;
  readonly assessmentId: AssessmentId;
  readonly state: AssessmentState;
  readonly fields: ProposalFields;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface ListFilter {
  readonly text?: string | undefined;
  readonly state?: AssessmentState | undefined;
  /** Account that made or submitted them; null = anybody. */
  readonly of: string | null;
  readonly limit: number;
  readonly offset: number;
}

/** @throws AppError NOT_FOUND */
export async function getProposal(db: ReadDb, id: string): Promise<StoredProposal> {
  const row = await joined(db).where('proposal.id', '=', id).executeTakeFirst();
  return stored(db, row);
}

/** The matter that an assessment belongs to. @throws AppError NOT_FOUND */
export async function getProposalOfAssessment(db: ReadDb, assessmentId: string): Promise<StoredProposal> {
  const row = await joined(db).where('assessment.id', '=', assessmentId).executeTakeFirst();
  return stored(db, row);
}

/** With the display name of its maker. */
export async function viewProposal(db: ReadDb, proposal: StoredProposal): Promise<ProposalView> {
  const names = await displayNames(db);
  const { fields, ...rest } = proposal;
  return { ...fields, ...rest, createdBy: nameOf(names, proposal.createdBy) };
}

export async function insertProposal(tx: WriteTx, proposal: Omit<StoredProposal, 'state' | 'assessmentId'>): Promise<void> {
  await tx
    .insertInto('proposal')
    .values({ id: proposal.id, ...columns(proposal.fields), created_by: proposal.createdBy, created_at: proposal.createdAt, updated_at: proposal.updatedAt })
    .execute();
  await writePlaces(tx, proposal.id, proposal.fields.places);
}

export async function updateProposal(tx: WriteTx, id: string, fields: ProposalFields): Promise<void> {
  await tx.updateTable('proposal').set(columns(fields)).where('id', '=', id).execute();
  await tx.deleteFrom('proposal_place').where('proposal_id', '=', id).execute();
  await writePlaces(tx, id, fields.places);
}

/** Moves the matter to the top of the list; every change of its assessment does so. */
export async function touchProposal(tx: WriteTx, id: string, at: string): Promise<void> {
  await tx.updateTable('proposal').set({ updated_at: at }).where('id', '=', id).execute();
}

/** Takes the matter, its assessment, factors and measures with it (foreign keys cascade). */
export async function deleteProposal(tx: WriteTx, id: string): Promise<void> {
  await tx.deleteFrom('proposal').where('id', '=', id).execute();
}

/** Whether an expert of the panel has handed in a ballot: such a matter cannot go. */
export async function hasBallots(db: ReadDb, assessmentId: string): Promise<boolean> {
  const ballot = await db.selectFrom('panel_ballot').select('round').where('assessment_id', '=', assessmentId).where('submitted_at', 'is not', null).executeTakeFirst();
  return ballot !== undefined;
}

/** Newest change first. `counts` says how many matters of each state the text finds, whatever state is asked for. */
export async function listProposals(db: ReadDb, filter: ListFilter): Promise<Page<ProposalRow> & { counts: Record<AssessmentState, number> }> {
  let query = db.selectFrom('proposal').innerJoin('assessment', 'assessment.proposal_id', 'proposal.id');
  const text = filter.text?.trim() ?? '';
  if (text !== '') {
    const pattern = likePattern(text);
    query = query.where((e) =>
      e.or([
        sql<boolean>`${e.ref('proposal.title')} LIKE ${pattern} ESCAPE '\\'`,
        sql<boolean>`${e.ref('proposal.responsible_unit')} LIKE ${pattern} ESCAPE '\\'`,
        sql<boolean>`${e.ref('proposal.project_code')} LIKE ${pattern} ESCAPE '\\'`,
      ]),
    );
  }
  if (filter.of !== null) {
    const account = filter.of;
    query = query.where((e) => e.or([e('proposal.created_by', '=', account), e('assessment.submitted_by', '=', account)]));
  }
  const counts: Record<AssessmentState, number> = { draft: 0, submitted: 0, returned: 0, decided: 0 };
  const byState = await query.select((e) => ['assessment.state', e.fn.countAll<number>().as('n')]).groupBy('assessment.state').execute();
  for (const { state, n } of byState) counts[toState(state)] = n;

  const wanted = filter.state === undefined ? query : query.where('assessment.state', '=', filter.state);
  const rows = await wanted
    .select([
      'proposal.id', 'assessment.id as assessment_id', 'proposal.title', 'proposal.decision_type', 'proposal.responsible_unit', 'assessment.state',
      'assessment.initial_level', 'assessment.residual_level', 'proposal.created_by', 'proposal.updated_at',
    ])
    .orderBy('proposal.updated_at', 'desc')
    .orderBy('proposal.id')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute();
  const places = await placesOf(db, rows.map(({ id }) => id));
  const factors = await factorCounts(db, rows.map(({ assessment_id: id }) => id));
  const names = await displayNames(db);
  return {
    counts,
    total: filter.state === undefined ? Object.values(counts).reduce((sum, n) => sum + n, 0) : counts[filter.state],
    rows: rows.map((row) => ({
      id: row.id as ProposalId,
      assessmentId: row.assessment_id as AssessmentId,
      title: row.title,
      decisionType: row.decision_type,
      places: places.get(row.id) ?? [],
      responsibleUnit: row.responsible_unit,
      state: toState(row.state),
      initialLevel: level(row.initial_level),
      residualLevel: level(row.residual_level),
      ...(factors.get(row.assessment_id) ?? { identified: 0, scored: 0 }),
      createdBy: nameOf(names, row.created_by),
      updatedAt: row.updated_at,
    })),
  };
}

function joined(db: ReadDb) {
  return db
    .selectFrom('proposal')
    .innerJoin('assessment', 'assessment.proposal_id', 'proposal.id')
    .selectAll('proposal')
    .select(['assessment.id as assessment_id', 'assessment.state']);
}

async function stored(db: ReadDb, row: Awaited<ReturnType<ReturnType<typeof joined>['executeTakeFirst']>>): Promise<StoredProposal> {
  if (row === undefined) throw new AppError('NOT_FOUND', 'There is no such matter; it may have been removed.');
  const places = await placesOf(db, [row.id]);
  return {
    id: row.id as ProposalId,
    assessmentId: row.assessment_id as AssessmentId,
    state: toState(row.state),
    fields: {
      title: row.title,
      decisionType: row.decision_type,
      places: [...(places.get(row.id) ?? [])],
      responsibleUnit: row.responsible_unit,
      decisionOn: row.decision_on,
      startOn: row.start_on,
      endOn: row.end_on,
      description: row.description,
      projectCode: row.project_code,
    },
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function columns(fields: ProposalFields) {
  return {
    title: fields.title,
    decision_type: fields.decisionType,
    responsible_unit: fields.responsibleUnit,
    decision_on: fields.decisionOn,
    start_on: fields.startOn,
    end_on: fields.endOn,
    description: fields.description,
    project_code: fields.projectCode,
  };
}

async function writePlaces(tx: WriteTx, id: string, places: readonly string[]): Promise<void> {
  if (places.length === 0) return;
  await tx.insertInto('proposal_place').values(places.map((place, position) => ({ proposal_id: id, place, position }))).execute();
}

async function placesOf(db: ReadDb, ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('proposal_place').select(['proposal_id', 'place']).where('proposal_id', 'in', ids).orderBy('proposal_id').orderBy('position').execute();
  return new Map([...groupBy(rows, (row) => row.proposal_id)].map(([id, of]) => [id, of.map(({ place }) => place)]));
}

async function factorCounts(db: ReadDb, ids: readonly string[]): Promise<ReadonlyMap<string, { identified: number; scored: number }>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('assessment_factor')
    .select((e) => ['assessment_id', e.fn.countAll<number>().as('identified'), sql<number>`sum((p IS NOT NULL AND q IS NOT NULL) OR coalesce(c, points, opposed) IS NOT NULL)`.as('scored')])
    .where('assessment_id', 'in', ids)
    .where('state', '=', 'identified')
    .groupBy('assessment_id')
    .execute();
  return new Map(rows.map(({ assessment_id: id, identified, scored }) => [id, { identified, scored }]));
}

function level(text: string | null): Level | null {
  return text === null ? null : toLevel(text);
}
