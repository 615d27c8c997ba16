import type { AssessmentModel } from '#shared/domain/assessment/index.ts';
import type { WpqMethod } from '#shared/domain/grading/index.ts';

/** A versioned file with the SHA-256 of its canonical JSON. */
export interface Versioned<T> {
  readonly value: T;
  readonly hash: string;
}

/** The models and methods that ship, parsed and hashed. */
export interface Libraries {
  readonly models: readonly Versioned<AssessmentModel>[];
  readonly wpqMethods: readonly Versioned<WpqMethod>[];
  readonly decisionTypes: readonly { readonly code: string; readonly zh: string; readonly en: string; readonly models: readonly string[] }[];
}
