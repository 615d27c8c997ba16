import { sql } from 'kysely';
import type { ReadDb } from '#data/store/index.ts';

export interface SubjectRow {
  readonly decision_type: string;
  readonly model_id: string;
  readonly proposal_id: string;
}

export function subjectOf(db: ReadDb, assessment: string): Promise<SubjectRow | undefined> {
  return db.selectFrom('assessment').innerJoin('proposal', 'proposal.id', 'assessment.proposal_id').select(['proposal.decision_type', 'assessment.model_id', 'assessment.proposal_id']).where('assessment.id', '=', assessment).executeTakeFirst();
}

/**
 * Decided cases of the same kind of decision or the same model, each with how near it is: 0 = a town in common, 1 = a county in common
 * (the first six digits of a place are its county), 2 = elsewhere. Nearest first, then the same kind, then the latest.
 */
export function decidedLike(db: ReadDb, subject: SubjectRow, assessment: string, limit: number) {
  const common = (part: 'place' | 'county') => {
    const column = part === 'place' ? sql`other.place = mine.place` : sql`substr(other.place, 1, 6) = substr(mine.place, 1, 6)`;
    return sql<boolean>`EXISTS (SELECT 1 FROM proposal_place AS other JOIN proposal_place AS mine ON mine.proposal_id = ${subject.proposal_id} WHERE other.proposal_id = proposal.id AND ${column})`;
  };
  return db
    .selectFrom('assessment')
    .innerJoin('proposal', 'proposal.id', 'assessment.proposal_id')
    .leftJoin('case_review', 'case_review.assessment_id', 'assessment.id')
    .select(['assessment.id', 'proposal.title', 'proposal.decision_type', 'assessment.initial_level', 'assessment.residual_level', 'assessment.decision_code', 'assessment.decided_at'])
    .select([
      sql<number>`CASE WHEN ${common('place')} THEN 0 WHEN ${common('county')} THEN 1 ELSE 2 END`.as('distance'),
      sql<string | null>`json_extract(case_review.facts, '$.observed')`.as('observed'),
    ])
    .where('assessment.state', '=', 'decided')
    .where('assessment.id', '<>', assessment)
    .where((e) => e.or([e('proposal.decision_type', '=', subject.decision_type), e('assessment.model_id', '=', subject.model_id)]))
    .orderBy('distance')
    .orderBy(sql`proposal.decision_type <> ${subject.decision_type}`)
    .orderBy('assessment.decided_at', 'desc')
    .limit(limit)
    .execute();
}
