import type { CaseDocument, CaseDocumentId } from '#shared/contract/index.ts';
import { groupBy } from '#shared/util/group-by.ts';
import type { ReadDb, WriteTx } from '#data/store/index.ts';

export interface StoredDocument extends CaseDocument {
  readonly stepId: string;
}

/** The attached files of a case in the order in which they were attached, by step id. */
export async function readDocuments(db: ReadDb, assessmentId: string): Promise<ReadonlyMap<string, readonly StoredDocument[]>> {
  const rows = await selectDocuments(db).where('d.assessment_id', '=', assessmentId).orderBy('d.added_at').orderBy('d.id').execute();
  return groupBy(rows.map(toDocument), ({ stepId }) => stepId);
}

export async function findDocument(db: ReadDb, assessmentId: string, id: string): Promise<StoredDocument | undefined> {
  const row = await selectDocuments(db).where('d.assessment_id', '=', assessmentId).where('d.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : toDocument(row);
}

export interface NewDocument {
  readonly id: string;
  readonly stepId: string;
  readonly phase: string;
  readonly documentId: string;
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
  readonly at: string;
  readonly by: string;
}

/** Its content is kept already. False where the same bytes are attached to the same document already; nothing is written then. */
export async function insertDocument(tx: WriteTx, assessmentId: string, { id, stepId, phase, documentId, name, sha256, size, at, by }: NewDocument): Promise<boolean> {
  const { numInsertedOrUpdatedRows: rows } = await tx
    .insertInto('case_document')
    .values({ id, assessment_id: assessmentId, step_id: stepId, phase, document_id: documentId, name, size, sha256, added_at: at, added_by: by })
    .onConflict((conflict) => conflict.columns(['assessment_id', 'step_id', 'document_id', 'sha256']).doNothing())
    .executeTakeFirst();
  return rows === 1n;
}

export async function deleteDocument(tx: WriteTx, id: string): Promise<void> {
  await tx.deleteFrom('case_document').where('id', '=', id).execute();
}

function selectDocuments(db: ReadDb) {
  return db
    .selectFrom('case_document as d')
    .leftJoin('account as a', 'a.id', 'd.added_by')
    .select(['d.id', 'd.step_id', 'd.document_id', 'd.name', 'd.size', 'd.sha256', 'd.added_at', 'd.added_by', 'a.display_name']);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectDocuments>['executeTakeFirstOrThrow']>>;

function toDocument(row: Row): StoredDocument {
  return {
    id: row.id as CaseDocumentId, stepId: row.step_id, documentId: row.document_id, name: row.name, size: row.size, sha256: row.sha256, addedAt: row.added_at,
    addedBy: row.display_name ?? row.added_by,
  };
}
