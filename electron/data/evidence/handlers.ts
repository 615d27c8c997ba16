import type { evidenceContract } from '#shared/contract/evidence.ts';
import type { EvidenceAnswer, EvidenceArea } from '#shared/contract/index.ts';
import { factorsOf, questionsOf, type EvidenceQuestion } from '#shared/domain/assessment/index.ts';
import { AppError } from '#shared/errors/index.ts';
import type { CallContext, Handlers } from '#data/kernel/index.ts';
import { recordsByIds } from '#data/records/index.ts';
import { ringsOf } from './around.ts';
import type { About, Pass } from './pass.ts';
import { aboutOf, answerQuestions, passOf, type Sources, type Subject } from './questions.ts';
import { readAskedCase, type AskedCase } from './subject-repository.ts';
import { suggestionRule } from './suggestion.ts';
import { rowsOf } from './tally-repository.ts';

export const evidenceHandlers: Handlers<typeof evidenceContract> = {
  'evidence.overview': async (input, context) => {
    const asked = await readAskedCase(context.store.db, input.id);
    return { ...(await answersTo(context, asked, asked.model.questions)), suggestion: suggestionRule(context) };
  },

  'evidence.forFactor': async (input, context) => {
    const asked = await readAskedCase(context.store.db, input.id);
    if (factorsOf(asked.model).every(({ id }) => id !== input.factorId)) {
      throw new AppError('NOT_FOUND', `There is no factor ${input.factorId} in this assessment.`, { factor: input.factorId });
    }
    return answersTo(context, asked, questionsOf(asked.model, input.factorId));
  },

  'evidence.records': async (input, context) => {
    const { db } = context.store;
    const { subject, model, frozen } = await readAskedCase(db, input.id);
    const question = model.questions.find(({ id }) => id === input.questionId);
    if (question === undefined) throw new AppError('NOT_FOUND', `The model asks no question ${input.questionId}.`, { question: input.questionId });
    const answer = frozen?.answers.find(({ questionId }) => questionId === question.id);
    const pass = await passOf(db, sources(context), question, frozen === null || answer === undefined ? null : { answer, lastBatch: frozen.lastBatch });
    const { rowIds, total } = await rowsOf(db, pass, question, areaOf(context, subject, input.area, pass, answer), input);
    return recordsByIds(context, pass.category, rowIds, total);
  },
};

/** Whose records are asked for. The rings of a frozen answer are those it was given with, whatever list of neighbours is in use by now. */
function areaOf(context: CallContext, subject: Subject, area: EvidenceArea, { byCounty }: Pass, frozen: EvidenceAnswer | undefined): About {
  const about = aboutOf(sources(context), subject);
  if (area === 'own') return about;
  const rings = ringsOf(context.regions, about.places, byCounty ? 'counties' : 'towns');
  const codes = frozen === undefined ? rings[area] : frozen.around?.[area]?.codes;
  return aboutOf(sources(context), { places: codes ?? [], projectCode: null });
}

/** Frozen answers as they are; else what the data says now. */
async function answersTo(context: CallContext, { subject, frozen }: AskedCase, questions: readonly EvidenceQuestion[]): Promise<{ frozen: boolean; answers: readonly EvidenceAnswer[] }> {
  if (frozen === null) return { frozen: false, answers: await answerQuestions(context.store.db, sources(context), subject, questions) };
  return { frozen: true, answers: questions.flatMap(({ id }) => frozen.answers.find(({ questionId }) => questionId === id) ?? []) };
}

function sources({ catalogue, regions, clock }: CallContext): Sources {
  return { catalogue, regions, now: clock.now() };
}
