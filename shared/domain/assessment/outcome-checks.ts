import { parseDecimal } from '#shared/domain/decimal/index.ts';
import type { DraftResult, Warning } from '#shared/domain/grading/index.ts';
import { finding, type Check } from './check.ts';
import type { AssessmentData } from './data.ts';
import type { AssessmentModel } from './model.ts';

/** Paths without data, opposition that melts away on paper, and a conclusion that fits the level. */
export function outcomeChecks(model: AssessmentModel, data: AssessmentData, draft: DraftResult): Check[] {
  const { initial } = draft;
  const silent = draft.warnings.filter((warning): warning is Extract<Warning, { code: 'RESIDUAL_PATH_MISSING' }> => warning.code === 'RESIDUAL_PATH_MISSING');
  const unusable = draft.gaps.filter(({ field }) => /[.](?:trigger|opinion)$/.test(field));
  return [
    ...unusable.map(({ field, reason }) => finding('VALUE_INVALID', 'block', { params: { field, reason } })),
    ...(initial.paths.opinion === null ? [finding('OPINION_MISSING', 'warn')] : []),
    ...(initial.paths.trigger === null ? [finding('TRIGGER_MISSING', 'warn')] : []),
    ...silent.map(({ path }) => finding('RESIDUAL_PATH_MISSING', 'block', { params: { path, level: initial.paths[path] ?? 'low' } })),
    ...oppositionCheck(data),
    ...conclusionCheck(model, data, draft),
  ];
}

function oppositionCheck({ context }: AssessmentData): Check[] {
  const [before, after] = [context.initial.opinion?.opposed, context.residual.opinion?.opposed];
  if (before === undefined || after === undefined) return [];
  const lowered = parseDecimal(after)?.lt(parseDecimal(before) ?? 0) ?? false;
  return lowered ? [finding('OPPOSITION_LOWERED', 'warn', { params: { initial: before, residual: after } })] : [];
}

function conclusionCheck(model: AssessmentModel, { conclusion }: AssessmentData, { initial, residual }: DraftResult): Check[] {
  if (conclusion === null) return [finding('CONCLUSION_MISSING', 'block')];
  const level = (residual ?? initial).level;
  if (level === null || model.conclusions[level].some(({ code }) => code === conclusion.code)) return [];
  return [finding('CONCLUSION_NOT_FOR_LEVEL', 'block', { params: { level } })];
}
