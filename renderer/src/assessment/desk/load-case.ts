import type { AssessmentModel } from '#shared/domain/assessment/index.ts';
import { asJudging, type JudgingMethod } from '#shared/domain/grading/index.ts';
import type { AssessmentView } from '#shared/contract/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { call } from '@/api/index.ts';

/** An assessment with the exact model and method it is judged by. */
export interface Case {
  readonly view: AssessmentView;
  readonly model: AssessmentModel;
  readonly method: JudgingMethod;
}

/** Throws what the data process threw; METHOD_UNKNOWN where the method judges no case. */
export async function loadCase(id: string): Promise<Case> {
  const view = await call('assessments.get', { id });
  const [model, method] = await Promise.all([
    call('models.get', { id: view.model.id, version: view.model.version }),
    call('models.method', { ref: view.model.method }),
  ]);
  const judging = asJudging(method);
  if (judging === null) throw new AppError('METHOD_UNKNOWN', `The desk does not know methods of the kind of ${view.model.method}.`, { method: view.model.method });
  return { view, model, method: judging };
}
