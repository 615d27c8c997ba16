import { decisionTypesSchema, modelSchema, type AssessmentModel, type DecisionType } from '#shared/domain/assessment/index.ts';
import { asJudging, methodSchema, type JudgingMethod } from '#shared/domain/grading/index.ts';
import { parseUsable, reading, type InUse, type Versioned } from './in-use.ts';

/** The models and methods that new work may take: what ships, and what the office released. Parsed and hashed. */
export interface Libraries {
  readonly models: readonly Versioned<AssessmentModel>[];
  /** Methods that judge a case. */
  readonly methods: readonly Versioned<JudgingMethod>[];
  /** Each with the models that fit it. A model of the office fits what the shipped one fits that it goes back to. */
  readonly decisionTypes: readonly DecisionType[];
}

const modelsOf = reading('model', (texts) => texts.map((text) => ({ text, model: parseUsable(text, modelSchema) })));
const methodsOf = reading('method', (texts) => texts.map((text) => parseUsable(text, methodSchema)));
const shippedTypes = reading('setting', (texts) => texts.filter(({ id, newest }) => newest && id === 'decision-types').flatMap((text) => parseUsable(text, decisionTypesSchema).value.types));

/** The libraries of one open store; what is released while it is open is in them at once. */
export function openLibraries(inUse: InUse): Libraries {
  const context = { inUse };
  return {
    get models() { return modelsOf(context).map(({ model }) => model); },
    get methods() {
      return methodsOf(context).flatMap(({ value: method, hash }) => {
        const value = asJudging(method);
        return value === null ? [] : [{ value, hash }];
      });
    },
    get decisionTypes() {
      const own = modelsOf(context).flatMap(({ text, model }) => (text.origin === 'program' || text.root === null ? [] : [{ id: model.value.id, root: text.root }]));
      return shippedTypes(context).map((type) => {
        const fitting = own.filter(({ root }) => type.models.includes(root)).map(({ id }) => id);
        return { ...type, models: [...new Set([...type.models, ...fitting])] };
      });
    },
  };
}
