import { z } from 'zod';
import type { EvidenceAnswer } from '#shared/contract/index.ts';
import { modelSchema, type AssessmentModel } from '#shared/domain/assessment/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import type { Subject } from './questions.ts';
import { evidenceAnswerSchema } from './schema.ts';

/** What an assessment asks, about what; and its frozen answers once it is decided. */
export interface AskedCase {
  readonly subject: Subject;
  readonly model: AssessmentModel;
  readonly frozen: { readonly answers: readonly EvidenceAnswer[]; readonly lastBatch: number } | null;
}

const frozenSchema = z.object({ evidence: z.array(evidenceAnswerSchema) });

/** @throws AppError NOT_FOUND, MODEL_UNKNOWN, STORE_CORRUPT */
export async function readAskedCase(db: ReadDb, assessmentId: string): Promise<AskedCase> {
  const row = await db
    .selectFrom('assessment')
    .innerJoin('proposal', 'proposal.id', 'assessment.proposal_id')
    .leftJoin('assessment_snapshot', 'assessment_snapshot.assessment_id', 'assessment.id')
    .leftJoin('library', (join) =>
      join.on('library.kind', '=', 'model').onRef('library.id', '=', 'assessment.model_id').onRef('library.version', '=', 'assessment.model_version').onRef('library.hash', '=', 'assessment.model_hash'),
    )
    .select(['proposal.id as proposal_id', 'proposal.project_code', 'assessment.model_id', 'library.content as model', 'assessment_snapshot.content as snapshot', 'assessment.decided_at'])
    .where('assessment.id', '=', assessmentId)
    .executeTakeFirst();
  if (row === undefined) throw new AppError('NOT_FOUND', 'There is no such assessment; it may have been removed.');
  if (row.model === null) throw new AppError('MODEL_UNKNOWN', `The store does not hold the model ${row.model_id} of this assessment.`, { model: row.model_id });
  const places = await db.selectFrom('proposal_place').select('place').where('proposal_id', '=', row.proposal_id).orderBy('position').execute();
  return {
    subject: { places: places.map(({ place }) => place), projectCode: row.project_code },
    model: parse(row.model, modelSchema),
    frozen: row.snapshot === null ? null : { answers: parse(row.snapshot, frozenSchema).evidence, lastBatch: await lastBatchUntil(db, row.decided_at ?? '') },
  };
}

/** Batches are numbered in the order in which they came in. */
async function lastBatchUntil(db: ReadDb, at: string): Promise<number> {
  const row = await db.selectFrom('batch').select((e) => e.fn.max('id').as('id')).where('imported_at', '<=', at).executeTakeFirst();
  return row?.id ?? 0;
}

function parse<T>(content: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(content));
  } catch (cause) {
    throw new AppError('STORE_CORRUPT', 'A kept text of this assessment cannot be read.', { finding: String(cause).slice(0, 500) }, { cause });
  }
}
