import type { Bilingual } from '#shared/domain/catalogue/index.ts';
import { PAPERS_STEP, type LegalStep } from './definition.ts';

/**
 * The documents that the case's model asks for, as a step of their own before the decision: they follow from what is decided, not from the
 * procedure, and are the same under the ordinary and the simple one.
 */
export function papersStep(documents: readonly { readonly id: string; readonly name: Bilingual; readonly required: boolean }[]): LegalStep {
  return {
    id: PAPERS_STEP,
    name: { zh: '评估案卷（按模型）', en: 'Assessment file (by the model)' },
    phase: 'before',
    source: 'entered',
    optional: false,
    owner: { zh: '评估主体', en: 'Assessing unit' },
    basis: null,
    after: [],
    minimum: null,
    starts: null,
    ends: null,
    documents: documents.map(({ id, name, required }) => ({ id, name, required })),
  };
}
