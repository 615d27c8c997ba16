import { z } from 'zod';
import { conclusionCode, sideContext } from '#shared/contract/assessments.ts';
import type { AssessmentState, ConclusionCode, SideContext } from '#shared/contract/index.ts';
import { LEVELS, opposedShareSchema, type Level, type OpposedShare } from '#shared/domain/grading/index.ts';
import { AppError } from '#shared/errors/index.ts';

const stages = z.array(z.string());
const states = z.enum(['draft', 'submitted', 'returned', 'decided']);
const factorStates = z.enum(['open', 'identified', 'excluded']);
const weightModes = z.enum(['equal', 'entered']);
const levels = z.enum(LEVELS);
const opposed = z.array(opposedShareSchema);

/** What the store's columns hold as text, back in its type. A value that does not fit means a damaged store. */
export const toState = (text: string): AssessmentState => read(states, text, 'assessment.state');
export const toFactorState = (text: string) => read(factorStates, text, 'assessment_factor.state');
export const toWeightMode = (text: string) => read(weightModes, text, 'assessment.weight_mode');
export const toLevel = (text: string): Level => read(levels, text, 'assessment.level');
export const toConclusion = (text: string): ConclusionCode => read(conclusionCode, text, 'assessment.conclusion_code');
export const toContext = (text: string): SideContext => read(sideContext, parseJson(text), 'assessment.context');
export const toStages = (text: string): string[] => read(stages, parseJson(text), 'assessment_factor.stages');
export const toOpposed = (text: string): OpposedShare[] => read(opposed, parseJson(text), 'assessment_factor.opposed');

function read<T>(schema: z.ZodType<T>, value: unknown, column: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError('STORE_CORRUPT', `The store holds an unreadable value in ${column}.`, { column, finding: parsed.error.message });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
