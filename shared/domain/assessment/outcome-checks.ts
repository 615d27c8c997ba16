import type { Level, Warning } from '#shared/domain/grading/index.ts';
import { finding, type Check } from './check.ts';
import type { AssessmentData } from './data.ts';
import { gravityOf } from './figures.ts';
import type { Judgement } from './judge.ts';
import type { AssessmentModel, ConclusionCode } from './model.ts';
import { surveyChecks } from './survey-checks.ts';

/** Paths without data, opposition that melts away on paper, a conclusion that fits the level, and what it accepts. */
export function outcomeChecks(model: AssessmentModel, data: AssessmentData, judgement: Judgement): Check[] {
  const { draft } = judgement;
  const { initial } = draft;
  const silent = draft.warnings.filter((warning): warning is Extract<Warning, { code: 'RESIDUAL_PATH_MISSING' }> => warning.code === 'RESIDUAL_PATH_MISSING');
  const unusable = draft.gaps.filter(({ field }) => /[.](?:trigger|opinion)$/.test(field));
  return [
    ...unusable.map(({ field, reason }) => finding('VALUE_INVALID', 'block', { params: { field, reason } })),
    ...(initial.paths.opinion === null ? [finding('OPINION_MISSING', 'warn')] : []),
    ...(initial.paths.trigger === null ? [finding('TRIGGER_MISSING', 'warn')] : []),
    ...silent.map(({ path }) => finding('RESIDUAL_PATH_MISSING', 'block', { params: { path, level: (path === 'trigger' || path === 'opinion' ? initial.paths[path] : null) ?? 'low' } })),
    ...surveyChecks(data),
    ...conclusionCheck(model, data, (draft.residual ?? initial).level),
    ...acceptanceChecks(data, judgement),
  ];
}

function conclusionCheck(model: AssessmentModel, { conclusion }: AssessmentData, level: Level | null): Check[] {
  if (conclusion === null) return [finding('CONCLUSION_MISSING', 'block')];
  if (conclusion.text.trim() === '') return [finding('CONCLUSION_WITHOUT_TEXT', 'warn'), ...notForLevel(model, conclusion.code, level)];
  return notForLevel(model, conclusion.code, level);
}

function notForLevel(model: AssessmentModel, conclusion: ConclusionCode, level: Level | null): Check[] {
  if (level === null || model.conclusions[level].some(({ code }) => code === conclusion)) return [];
  return [finding('CONCLUSION_NOT_FOR_LEVEL', 'block', { params: { level } })];
}

/** Conclusions under which the matter goes ahead. */
const GOES_AHEAD: readonly ConclusionCode[] = ['implement', 'implementAfterMeasures', 'partial'];

/** A grave risk that stays while the matter goes ahead is accepted; it may not be accepted for ever. */
function acceptanceChecks({ conclusion, basics, factors }: AssessmentData, judgement: Judgement): Check[] {
  if (conclusion === null || !GOES_AHEAD.includes(conclusion.code) || basics.endOn !== null) return [];
  return factors.flatMap(({ factorId }) => {
    const gravity = gravityOf(judgement, factorId, 'residual');
    return gravity === null ? [] : [finding('ACCEPTED_WITHOUT_END', 'warn', { factorId, params: gravity.params })];
  });
}
