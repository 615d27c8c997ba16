import type { MeasureId, MeasureView } from '#shared/contract/index.ts';
import type { ReadDb, WriteTx } from '#data/store/index.ts';

/** In the order in which they were added. */
export async function readMeasures(db: ReadDb, assessmentId: string): Promise<MeasureView[]> {
  const rows = await db.selectFrom('measure').selectAll().where('assessment_id', '=', assessmentId).orderBy('position').orderBy('id').execute();
  const links = await db
    .selectFrom('measure_factor')
    .innerJoin('measure', 'measure.id', 'measure_factor.measure_id')
    .select(['measure_factor.measure_id', 'measure_factor.factor_id'])
    .where('measure.assessment_id', '=', assessmentId)
    .orderBy('measure_factor.factor_id')
    .execute();
  return rows.map((row) => ({
    id: row.id as MeasureId,
    title: row.title,
    owner: row.owner,
    assistant: row.assistant,
    deadline: row.deadline,
    controlPoint: row.control_point,
    factorIds: links.filter((link) => link.measure_id === row.id).map((link) => link.factor_id),
  }));
}

/** Adds a measure at the end, or replaces the one of the same id in its place. */
export async function writeMeasure(tx: WriteTx, assessmentId: string, measure: MeasureView): Promise<void> {
  const columns = { title: measure.title, owner: measure.owner, assistant: measure.assistant, deadline: measure.deadline, control_point: measure.controlPoint };
  const known = await tx.selectFrom('measure').select('id').where('id', '=', measure.id).where('assessment_id', '=', assessmentId).executeTakeFirst();
  if (known === undefined) {
    const last = await tx.selectFrom('measure').select((e) => e.fn.max('position').as('position')).where('assessment_id', '=', assessmentId).executeTakeFirst();
    await tx.insertInto('measure').values({ id: measure.id, assessment_id: assessmentId, ...columns, position: (last?.position ?? -1) + 1 }).execute();
  } else {
    await tx.updateTable('measure').set(columns).where('id', '=', measure.id).execute();
    await tx.deleteFrom('measure_factor').where('measure_id', '=', measure.id).execute();
  }
  if (measure.factorIds.length > 0) {
    await tx.insertInto('measure_factor').values(measure.factorIds.map((factorId) => ({ measure_id: measure.id, factor_id: factorId }))).execute();
  }
}

export async function deleteMeasure(tx: WriteTx, id: string): Promise<void> {
  await tx.deleteFrom('measure').where('id', '=', id).execute();
}
