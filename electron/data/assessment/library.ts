import { modelSchema, type AssessmentModel } from '#shared/domain/assessment/index.ts';
import { asJudging, methodRef, methodSchema, type JudgingMethod } from '#shared/domain/grading/index.ts';
import { AppError } from '#shared/errors/index.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import type { Libraries, Versioned } from '#data/kernel/index.ts';
import type { ReadDb, WriteTx } from '#data/store/index.ts';
import { findLibrary, keepLibrary, type LibraryText } from './library-repository.ts';

/** The shipped model of an id, in its newest version. @throws AppError MODEL_UNKNOWN */
export function newestModel(libraries: Libraries, id: string): Versioned<AssessmentModel> {
  const [newest] = libraries.models.filter(({ value }) => value.id === id).sort((a, b) => b.value.version - a.value.version);
  if (newest === undefined) throw new AppError('MODEL_UNKNOWN', `There is no model ${id}.`, { model: id });
  return newest;
}

/** The newest version of a model where it is newer than this one, else null. */
export function newerVersion({ models }: Libraries, { id, version }: Pick<AssessmentModel, 'id' | 'version'>): number | null {
  const newest = Math.max(version, ...models.flatMap(({ value }) => (value.id === id ? [value.version] : [])));
  return newest > version ? newest : null;
}

/** The shipped method that a model names. @throws AppError METHOD_UNKNOWN */
export function shippedMethod(libraries: Libraries, ref: string): Versioned<JudgingMethod> {
  const found = libraries.methods.find(({ value }) => methodRef(value) === ref);
  if (found === undefined) throw new AppError('METHOD_UNKNOWN', `There is no method ${ref}.`, { method: ref });
  return found;
}

/** Keeps the texts a new draft will be judged by: from then on the store needs no shipped file to open it. */
export async function keepLibraries(tx: WriteTx, model: Versioned<AssessmentModel>, method: Versioned<JudgingMethod>, at: string): Promise<void> {
  await keepLibrary(tx, textOf('model', model), at);
  await keepLibrary(tx, textOf('method', method), at);
}

/**
 * The model of an assessment: the shipped one where its content is the same, else the text kept in the store.
 *
 * @throws AppError MODEL_UNKNOWN when neither has it
 */
export async function modelOf(db: ReadDb, libraries: Libraries, ref: { readonly id: string; readonly version: number; readonly hash?: string }): Promise<Versioned<AssessmentModel>> {
  const shipped = libraries.models.find(({ value, hash }) => value.id === ref.id && value.version === ref.version && (ref.hash === undefined || hash === ref.hash));
  if (shipped !== undefined) return shipped;
  const kept = await findLibrary(db, 'model', ref.id, ref.version);
  if (kept === undefined || (ref.hash !== undefined && kept.hash !== ref.hash)) {
    throw new AppError('MODEL_UNKNOWN', `There is no model ${ref.id}@${String(ref.version)}.`, { model: ref.id, version: ref.version });
  }
  return { value: parseKept(kept, (value) => modelSchema.parse(value)), hash: kept.hash };
}

/**
 * The method of an assessment. The kept text comes first: it is what the draft was begun with.
 *
 * @throws AppError METHOD_UNKNOWN
 */
export async function methodOf(db: ReadDb, libraries: Libraries, ref: string): Promise<Versioned<JudgingMethod>> {
  const [id = '', version = ''] = ref.split('@');
  const kept = await findLibrary(db, 'method', id, Number(version));
  const shipped = libraries.methods.find(({ value, hash }) => methodRef(value) === ref && (kept === undefined || kept.hash === hash));
  if (shipped !== undefined) return shipped;
  if (kept === undefined) throw new AppError('METHOD_UNKNOWN', `There is no method ${ref}.`, { method: ref });
  const method = asJudging(parseKept(kept, (value) => methodSchema.parse(value)));
  if (method === null) throw new AppError('METHOD_UNKNOWN', `The method ${ref} judges no case.`, { method: ref });
  return { value: method, hash: kept.hash };
}

function textOf(kind: LibraryText['kind'], { value, hash }: Versioned<AssessmentModel | JudgingMethod>): LibraryText {
  return { kind, id: value.id, version: value.version, hash, content: canonicalJson(value) };
}

function parseKept<T>({ kind, id, version, content }: LibraryText, parse: (value: unknown) => T): T {
  try {
    return parse(JSON.parse(content));
  } catch (cause) {
    throw new AppError('STORE_CORRUPT', `The kept ${kind} ${id}@${String(version)} cannot be read.`, { finding: `${kind} ${id}@${String(version)}` }, { cause });
  }
}
