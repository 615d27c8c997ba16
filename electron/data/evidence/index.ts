export { answerQuestions, type Sources, type Subject } from './questions.ts';
export { evidenceAnswerSchema } from './schema.ts';
export { resolvePlaces, type Places } from './places.ts';
export { conditionSql, fieldOf } from './condition-repository.ts';
export { residentsByTown } from './coverage-repository.ts';
export { evidenceHandlers } from './handlers.ts';
