import { z } from 'zod';
import type { AssessmentId, ParsedInput } from '#shared/contract/index.ts';
import type { surveyContract, SurveysView, SurveyView } from '#shared/contract/survey.ts';
import { judgeSample, shareOf, validAnswers, type SurveyRules, type SurveyTally } from '#shared/domain/survey/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { loadCase, viewCase } from '#data/assessment/index.ts';
import { appendAudit } from '#data/audit/index.ts';
import type { CallContext, Handlers } from '#data/kernel/index.ts';
import type { ReadDb } from '#data/store/index.ts';
import { readSurvey } from './read-file.ts';
import { surveyRules } from './rules.ts';
import { deleteSurvey, insertSurvey, surveysOf, type SurveyRow } from './survey-repository.ts';

const count = z.int().min(0);
const countsSchema = z.strictObject({ support: count, conditional: count, neutral: count, oppose: count, strong: count, fair: count, mild: count });
const tallySchema: z.ZodType<SurveyTally> = z.strictObject({
  groups: z.array(z.strictObject({ group: z.string(), counts: countsSchema })),
  all: countsSchema,
  uncounted: z.array(z.strictObject({ rowNo: z.int(), reason: z.enum(['empty', 'unknown', 'count', 'strength']), text: z.string() })),
});

export const surveyHandlers: Handlers<typeof surveyContract> = {
  'survey.list': (input, context) => view(context, input.id),
  'survey.read': async (input, context) => {
    const { sha256: _hash, ...reading } = await readSurvey({ ...input, path: context.grants.path(input.file, 'read') }, surveyRules(context));
    return reading;
  },
  'survey.add': add,
  'survey.remove': async (input, context) => {
    const { store, clock, actor } = context;
    await store.write(async (tx) => {
      await assertEditable(tx, context, input.id);
      if (!(await deleteSurvey(tx, input.id, input.survey))) throw new AppError('NOT_FOUND', 'There is no such survey; it may have been removed.');
      await appendAudit(tx, { at: clock.now(), actor: actor.id, action: 'assessment.surveyRemoved', subject: `assessment:${input.id}`, details: { survey: input.survey } });
    });
    tell(context, input.id);
    return { done: true };
  },
};

/**
 * Counts a file and keeps the counts with the case. Whether they feed the opinion path is for the evaluator to say.
 *
 * @throws AppError those of the reader; NOT_FOUND, FROZEN, CONFLICT (under review, or this file is counted), MAPPING_INCOMPLETE, BAD_INPUT (no such rule)
 */
async function add(input: ParsedInput<'survey.add'>, context: CallContext): Promise<SurveysView> {
  const { store, clock, actor, ids } = context;
  const rules = surveyRules(context);
  if (rules.samples.every(({ id }) => id !== input.rule)) throw new AppError('BAD_INPUT', `There is no sample rule ${input.rule}.`, { path: 'rule' });
  const { tally, fileName, sha256 } = await readSurvey({ ...input, path: context.grants.path(input.file, 'read') }, rules);
  if (tally === null) throw new AppError('MAPPING_INCOMPLETE', 'Choose the column that says how people stand.', { fields: ['stance'] });
  const at = clock.now();
  const survey = ids.next();
  await store.write(async (tx) => {
    await assertEditable(tx, context, input.id);
    if ((await surveysOf(tx, input.id)).some((one) => one.sha256 === sha256)) throw new AppError('CONFLICT', 'This file is counted in this case already.', { reason: 'sameFile' });
    await insertSurvey(tx, {
      id: survey, assessment_id: input.id, title: input.title, rule_id: input.rule, rules_version: rules.version, population: input.population, file_name: fileName, sha256, tally: JSON.stringify(tally),
      added_at: at.toISOString(), added_by: actor.id,
    });
    await appendAudit(tx, {
      at, actor: actor.id, action: 'assessment.surveyAdded', subject: `assessment:${input.id}`,
      details: { survey, title: input.title, fileName, sha256, population: input.population, surveyed: validAnswers(tally.all), opposed: shareOf(tally.all, 'oppose'), uncounted: tally.uncounted.length },
    });
  });
  tell(context, input.id);
  return view(context, input.id);
}

async function view(context: CallContext, id: AssessmentId): Promise<SurveysView> {
  const { store: { db }, libraries, actor, clock } = context;
  const rules = surveyRules(context);
  const { may } = await viewCase(db, await loadCase(db, libraries, id), actor, clock.now());
  return { rules: rules.samples, surveys: (await surveysOf(db, id)).map((row) => surveyOf(row, rules)), mayEdit: may.edit };
}

function surveyOf(row: SurveyRow & { readonly display_name: string | null }, rules: SurveyRules): SurveyView {
  const tally = tallySchema.parse(JSON.parse(row.tally));
  const valid = validAnswers(tally.all);
  const rule = rules.samples.find(({ id }) => id === row.rule_id);
  return {
    id: row.id, title: row.title, rule: row.rule_id, population: row.population, fileName: row.file_name, sha256: row.sha256, tally, valid, opposed: shareOf(tally.all, 'oppose'),
    sample: rule === undefined ? { needed: null, enough: null } : judgeSample(rule, row.population, valid), addedAt: row.added_at, addedBy: row.display_name ?? row.added_by,
  };
}

async function assertEditable(db: ReadDb, { libraries, actor, clock }: CallContext, id: AssessmentId): Promise<void> {
  const { state, may } = await viewCase(db, await loadCase(db, libraries, id), actor, clock.now());
  if (state === 'decided') throw new AppError('FROZEN', 'A decided case never changes.');
  if (!may.edit) throw new AppError('CONFLICT', `The case is ${state}; surveys cannot be added or removed now.`, { state });
}

function tell({ emit }: CallContext, id: AssessmentId): void {
  emit({ type: 'changed', topics: ['survey', 'audit'], subject: id });
}
