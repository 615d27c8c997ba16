import type { AssessmentModel, DecisionType } from '#shared/domain/assessment/index.ts';
import type { WpqMethod } from '#shared/domain/grading/index.ts';

/** A versioned file with the SHA-256 of its canonical JSON. */
export interface Versioned<T> {
  readonly value: T;
  readonly hash: string;
}

/** The models and methods that new work may take: what ships, and what the office released. Parsed and hashed. */
export interface Libraries {
  readonly models: readonly Versioned<AssessmentModel>[];
  readonly wpqMethods: readonly Versioned<WpqMethod>[];
  readonly decisionTypes: readonly DecisionType[];
  /**
   * Takes a model that the office released into use.
   *
   * @param root id of the shipped model that it goes back to; it fits the kinds of decision that one fits. Null where there is none
   */
  admit(model: Versioned<AssessmentModel>, root: string | null): void;
}

/** The libraries of one open store, begun with what ships. */
export function openLibraries(shipped: Pick<Libraries, 'models' | 'wpqMethods' | 'decisionTypes'>): Libraries {
  const models = [...shipped.models];
  let { decisionTypes } = shipped;
  return {
    get models() { return models; },
    wpqMethods: shipped.wpqMethods,
    get decisionTypes() { return decisionTypes; },
    admit(model, root) {
      const { id, version } = model.value;
      if (models.some(({ value }) => value.id === id && value.version === version)) return;
      models.push(model);
      decisionTypes = decisionTypes.map((type) => (root === null || !type.models.includes(root) || type.models.includes(id) ? type : { ...type, models: [...type.models, id] }));
    },
  };
}
