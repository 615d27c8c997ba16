import { z } from 'zod';
import { conclusionCode } from '#shared/contract/assessments.ts';
import type { AssessmentId } from '#shared/contract/common.ts';
import { NEARNESS, type Precedent, type precedentsContract } from '#shared/contract/precedents.ts';
import { LEVELS } from '#shared/domain/grading/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { Handlers } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { decidedLike, subjectOf } from './precedent-repository.ts';

const MOST = 50;
const level = z.enum(LEVELS).nullable();
const observedLevel = z.enum(['quiet', ...LEVELS]).nullable();

export const precedentsHandlers: Handlers<typeof precedentsContract> = {
  'precedents.of': (input, { store }) => precedentsOf(store.db, input.id),
};

/** @throws AppError NOT_FOUND */
async function precedentsOf(db: ReadDb, id: AssessmentId): Promise<Precedent[]> {
  const subject = await subjectOf(db, id);
  if (subject === undefined) throw new AppError('NOT_FOUND', 'There is no such assessment.');
  const rows = await decidedLike(db, subject, id, MOST);
  return rows.map((row) => ({
    id: row.id as AssessmentId,
    title: row.title,
    decisionType: row.decision_type,
    sameType: row.decision_type === subject.decision_type,
    near: NEARNESS[row.distance] ?? 'elsewhere',
    decidedOn: (row.decided_at ?? '').slice(0, 10),
    initial: level.parse(row.initial_level),
    residual: level.parse(row.residual_level),
    decision: conclusionCode.parse(row.decision_code),
    observed: observedLevel.parse(row.observed),
  }));
}
