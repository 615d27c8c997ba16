import type { AssessmentModel } from '#shared/domain/assessment/index.ts';
import type { WpqMethod } from '#shared/domain/grading/index.ts';
import type { AssessmentView } from '#shared/contract/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { call } from '@/api/index.ts';
import { asWpq } from '../core/judge.ts';

/** An assessment with the exact model and method it is judged by. */
export interface Case {
  readonly view: AssessmentView;
  readonly model: AssessmentModel;
  readonly method: WpqMethod;
}

/** Throws what the data process threw; METHOD_UNKNOWN where the method does not score factors by p and q. */
export async function loadCase(id: string): Promise<Case> {
  const view = await call('assessments.get', { id });
  const [model, method] = await Promise.all([
    call('models.get', { id: view.model.id, version: view.model.version }),
    call('models.method', { ref: view.model.method }),
  ]);
  const wpq = asWpq(method);
  if (wpq === null) throw new AppError('METHOD_UNKNOWN', `The desk does not know methods of the kind of ${view.model.method}.`, { method: view.model.method });
  return { view, model, method: wpq };
}
